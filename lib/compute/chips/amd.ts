import { type Chip, readChips } from '../chip';

/** AMD's Instinct and Radeon cards; within a family the commonest variant comes first. */
export const AMD: readonly Chip[] = readChips(
  'AMD',
  'gpu',
  `
key         | name               | family      | form |  GB | GB/s |  fp32 |  tf32 |   fp16 | bf16 |    fp8 |   int8 |  fp4 | link            | link GB/s |    W | unchecked | Epoch row                  | note
mi355x      | Instinct MI355X    | mi355x      | OAM  | 288 | 8000 |     - |     - | 2516.6 | =    |   4600 | 5033.2 | 9200 | Infinity Fabric |      1075 | 1400 | link      | AMD Instinct MI355X        | Epoch gives FP8 4600; the vendor quotes 5033
mi350x      | Instinct MI350X    | mi350x      | OAM  | 288 | 8000 |     - |     - | 2309.6 | =    |   4600 |   4614 | 9200 | Infinity Fabric |      1075 | 1000 | link      | AMD Instinct MI350X        | -
mi325x      | Instinct MI325X    | mi325x      | OAM  | 256 | 6000 | 163.4 | 653.7 | 1307.4 | =    | 2614.9 |   2600 |    - | Infinity Fabric |       896 | 1000 | fp8,link  | AMD Instinct MI325X        | -
mi300x      | Instinct MI300X    | mi300x      | OAM  | 192 | 5300 | 163.4 | 653.7 | 1307.4 | =    | 2614.9 | 2614.9 |    - | Infinity Fabric |       896 |  750 | fp8,link  | AMD Instinct MI300X        | -
mi300a      | Instinct MI300A    | mi300a      | SH5  | 128 | 5300 | 122.6 | 490.3 |  980.6 | =    |      - | 1961.2 |    - | -               |         - |  760 | -         | AMD Instinct MI300A        | CPU and GPU in one package
mi308x      | Instinct MI308X    | mi308x      | OAM  | 192 | 5300 |     - |     - |    188 | =    |    377 |      - |    - | Infinity Fabric |       896 |  750 | all       | -                          | cut for one market; press figures, low confidence
mi250x      | Instinct MI250X    | mi250x      | OAM  | 128 | 3280 | 47.87 |  95.7 |    383 | =    |      - |    383 |    - | Infinity Fabric |       800 |  500 | -         | AMD Radeon Instinct MI250X | two processors in one package; figures are the package's
mi250       | Instinct MI250     | mi250       | OAM  | 128 | 3277 |  45.3 |     - |  362.1 | =    |      - |  362.1 |    - | Infinity Fabric |       800 |  500 | all       | -                          | two processors in one package; figures are the package's
rx-7900-xtx | Radeon RX 7900 XTX | rx-7900-xtx | PCIe |  24 |  960 | 61.42 |     - |  122.8 | =    |      - |      - |    - | PCIe4 x16       |        64 |  335 | link,bf16 | AMD Radeon RX 7900 XTX     | -
`,
);
