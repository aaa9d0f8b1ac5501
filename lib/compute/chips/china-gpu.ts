import { type Chip, readChips } from '../chip';

/** Hygon's DCU cards; within a family the commonest variant comes first. */
export const HYGON: readonly Chip[] = readChips(
  'Hygon',
  'gpu',
  `
key         | name                  | family   | form | GB | GB/s | fp32 | tf32 | fp16 | bf16 | fp8 | int8 | fp4 | link      | link GB/s |   W | unchecked | Epoch row  | note
dcu-k100-ai | DCU K100 AI           | dcu-k100 | PCIe | 64 |  896 |    - |    - |  192 | =    |   - |  392 |   - | PCIe5     |        64 | 350 | all       | -          | press figures, low confidence
dcu-k100    | DCU K100              | dcu-k100 | PCIe | 64 |  896 |    - |    - |  100 | -    |   - |  200 |   - | PCIe4 x16 |        64 | 300 | all       | -          | press figures, low confidence
dcu-z100    | DCU Z100 (Shensuan-1) | dcu-z100 | -    | 32 | 1024 |    - |    - | 24.5 | -    |   - |    - |   - | -         |         - | 350 | -         | Shensuan-1 | -
`,
);

/** Moore Threads' MTT cards; within a family the commonest variant comes first. */
export const MOORE_THREADS: readonly Chip[] = readChips(
  'Moore Threads',
  'gpu',
  `
key       | name      | family    | form | GB | GB/s | fp32 | tf32 | fp16 | bf16 | fp8 | int8 | fp4 | link       | link GB/s |   W | unchecked | Epoch row | note
mtt-s4000 | MTT S4000 | mtt-s4000 | PCIe | 48 |  768 |   25 |   50 |  100 | =    |   - |  200 |   - | MTLink 1.0 |       240 | 450 | link      | MTT S4000 | -
mtt-s3000 | MTT S3000 | mtt-s3000 | PCIe | 32 |  448 | 15.2 |    - |    - | -    |   - |    - |   - | -          |         - | 250 | all       | -         | -
`,
);

/** MetaX's cards; within a family the commonest variant comes first. */
export const METAX: readonly Chip[] = readChips(
  'MetaX',
  'gpu',
  `
key            | name     | family     | form | GB | GB/s | fp32 | tf32 | fp16 | bf16 | fp8 | int8 | fp4 | link              | link GB/s |   W | unchecked      | Epoch row           | note
metax-c500     | C500     | metax-c500 | PCIe | 64 | 1800 |   15 |  120 |  240 | =    |   - |  480 |   - | PCIe5 / MetaXLink |        64 | 350 | GB/s,link,bf16 | MetaX MXC500 (PCIe) | Epoch's 18 TB/s is taken as a slip for 1.8
metax-c500-oam | C500 OAM | metax-c500 | OAM  | 64 | 1800 |   18 |  140 |  280 | =    |   - |  560 |   - | MetaXLink         |         - | 450 | GB/s,link,bf16 | MetaX MXC500 (OAM)  | Epoch's 18 TB/s is taken as a slip for 1.8
metax-n100     | N100     | metax-n100 | -    |  - |    - |    - |    - |   80 | =    |   - |  160 |   - | -                 |         - |   - | bf16           | MetaX MXN100        | -
`,
);

/** Biren's cards; within a family the commonest variant comes first. */
export const BIREN: readonly Chip[] = readChips(
  'Biren',
  'gpu',
  `
key   | name  | family | form | GB | GB/s | fp32 | tf32 | fp16 | bf16 | fp8 | int8 | fp4 | link  | link GB/s |   W | unchecked | Epoch row   | note
br100 | BR100 | br100  | OAM  | 64 | 1640 |  256 |  512 | 1024 | =    |   - | 2048 |   - | BLink |       412 | 550 | -         | Biren BR100 | -
br104 | BR104 | br104  | PCIe | 32 |  819 |    - |    - |  512 | =    |   - | 1024 |   - | BLink |       192 | 300 | all       | -           | vendor peak
`,
);

/** Iluvatar CoreX's cards; within a family the commonest variant comes first. */
export const ILUVATAR: readonly Chip[] = readChips(
  'Iluvatar CoreX',
  'gpu',
  `
key         | name                  | family      | form | GB | GB/s | fp32 | tf32 | fp16 | bf16 | fp8 | int8 | fp4 | link  | link GB/s |   W | unchecked           | Epoch row                            | note
tiangai-100 | Tiangai 100 (BI-V100) | tiangai-100 | PCIe | 32 | 1200 |   32 |    - |  147 | =    |   - |  256 |   - | PCIe4 |        64 | 250 | GB/s,fp16,link,bf16 | Tianshu Zhixin Tiangai 100 (BI-V100) | the vendor quotes 147 TFLOPS FP16; Epoch 128
tiangai-150 | Tiangai 150 (BI-V150) | tiangai-150 | PCIe | 64 | 1600 |    - |    - |  192 | =    |   - |  384 |   - | PCIe4 |        64 | 350 | all                 | -                                    | low confidence
zhikai-100  | Zhikai 100 (MR-V100)  | zhikai-100  | PCIe | 32 |    - |   24 |    - |   96 | =    |   - |  384 |   - | -     |         - |   - | GB,bf16             | Tianshu Zhixin Zhikai 100            | -
`,
);
