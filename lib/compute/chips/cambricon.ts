import { type Chip, readChips } from '../chip';

/** Cambricon's MLU cards; within a family the commonest variant comes first. */
export const CAMBRICON: readonly Chip[] = readChips(
  'Cambricon',
  'npu',
  `
key       | name      | family | form | GB |  GB/s | fp32 | tf32 | fp16 | bf16 | fp8 | int8 | fp4 | link      | link GB/s |   W | unchecked | Epoch row           | note
mlu590    | MLU590    | mlu590 | OAM  | 80 |  2048 |    - |    - |  314 | =    |   - |  628 |   - | MLU-Link  |     318.8 | 550 | all       | -                   | press figures, low confidence
mlu370-x8 | MLU370-X8 | mlu370 | PCIe | 48 | 614.4 |   24 |    - |   96 | =    |   - |  256 |   - | MLU-Link  |       200 | 250 | link,bf16 | Cambricon MLU370-X8 | -
mlu370-x4 | MLU370-X4 | mlu370 | PCIe | 24 | 307.2 |   24 |    - |   96 | =    |   - |  256 |   - | PCIe4 x16 |        64 | 150 | link,bf16 | Cambricon MLU370-X4 | -
mlu370-s4 | MLU370-S4 | mlu370 | PCIe | 24 | 307.2 |   18 |    - |   72 | =    |   - |  192 |   - | PCIe4 x16 |        64 |  75 | link,bf16 | Cambricon MLU370-S4 | -
mlu370-s8 | MLU370-S8 | mlu370 | PCIe | 48 | 307.2 |   18 |    - |   72 | =    |   - |  192 |   - | PCIe4 x16 |        64 |  75 | link,bf16 | Cambricon MLU370-S8 | -
mlu290-m5 | MLU290-M5 | mlu290 | OAM  | 32 |  1228 |    - |    - |    - | -    |   - |  512 |   - | MLU-Link  |       600 | 350 | link      | Cambricon MLU290-M5 | -
mlu270-s4 | MLU270-S4 | mlu270 | PCIe | 16 |   102 |    - |    - |    - | -    |   - |  128 |   - | PCIe3 x16 |        32 |  70 | link      | Cambricon MLU270-S4 | -
mlu270-f4 | MLU270-F4 | mlu270 | PCIe | 16 |   102 |    - |    - |    - | -    |   - |  128 |   - | PCIe3 x16 |        32 | 150 | link      | Cambricon MLU270-F4 | -
`,
);
