import { type Chip, readChips } from '../chip';

/** Google's TPUs; within a family the commonest variant comes first. */
export const GOOGLE: readonly Chip[] = readChips(
  'Google',
  'npu',
  `
key     | name             | family  | form |  GB | GB/s | fp32 | tf32 | fp16 | bf16 |  fp8 | int8 | fp4 | link | link GB/s |   W | unchecked | Epoch row               | note
tpu-v7  | TPU v7 Ironwood  | tpu-v7  | -    | 192 | 7370 |    - |    - |    - | 2307 | 4614 |    - |   - | ICI  |      1200 | 960 | link      | Google TPU v7 Ironwood  | -
tpu-v6e | TPU v6e Trillium | tpu-v6e | -    |  32 | 1640 |    - |    - |    - | 918  |  918 | 1836 |   - | ICI  |       448 | 380 | -         | Google TPU v6e Trillium | -
tpu-v5p | TPU v5p          | tpu-v5p | -    |  95 | 2765 |    - |    - |    - | 459  |    - |  918 |   - | ICI  |       600 | 540 | link      | Google TPU v5p          | -
tpu-v5e | TPU v5e          | tpu-v5e | -    |  16 |  819 |    - |    - |    - | 197  |    - |  393 |   - | ICI  |       200 |   - | link      | Google TPU v5e          | -
tpu-v4  | TPU v4           | tpu-v4  | -    |  32 | 1200 |    - |    - |    - | 275  |    - |  275 |   - | ICI  |       300 | 340 | link      | Google TPU v4           | -
tpu-v3  | TPU v3           | tpu-v3  | -    |  32 |  900 |    - |    - |    - | 123  |    - |    - |   - | ICI  |         - | 450 | link      | Google TPU v3           | -
tpu-v2  | TPU v2           | tpu-v2  | -    |  16 |  600 |    3 |    - |    - | 46   |    - |    - |   - | ICI  |         - | 280 | link      | Google TPU v2           | -
`,
);

/** Amazon's accelerators; within a family the commonest variant comes first. */
export const AWS: readonly Chip[] = readChips(
  'AWS',
  'npu',
  `
key         | name        | family      | form | GB | GB/s | fp32 | tf32 | fp16 | bf16 |  fp8 | int8 |  fp4 | link          | link GB/s |   W | unchecked | Epoch row        | note
trainium3   | Trainium3   | trainium3   | -    |  - |    - |  183 |  671 |  671 | =    | 2517 |    - | 2517 | -             |         - | 700 | -         | Amazon Trainium3 | -
trainium2   | Trainium2   | trainium2   | -    | 96 | 2900 |    - |    - |  667 | =    | 1299 |    - |    - | NeuronLink-v3 |      1024 | 500 | link      | Amazon Trainium2 | -
trainium1   | Trainium1   | trainium1   | -    | 32 |  820 | 47.5 |  190 |  190 | =    |    - |  420 |    - | -             |         - |   - | GB,GB/s   | Amazon Trainium1 | Epoch's 9800 GB/s is a server's total
inferentia2 | Inferentia2 | inferentia2 | -    | 32 |  820 | 47.5 |  190 |  190 | =    |  190 |  380 |    - | NeuronLink-v2 |      1000 |   - | link      | AWS Inferentia2  | -
`,
);

/** SambaNova's accelerators; within a family the commonest variant comes first. */
export const SAMBANOVA: readonly Chip[] = readChips(
  'SambaNova',
  'npu',
  `
key   | name  | family | form | GB | GB/s | fp32 | tf32 | fp16 | bf16 | fp8 | int8 | fp4 | link | link GB/s | W | unchecked | Epoch row | note
sn40l | SN40L | sn40l  | -    | 64 | 1600 |    - |    - |    - | 638  |   - |    - |   - | -    |         - | - | all       | -         | also 520 MB of on-chip memory and up to 1.5 TB of attached DDR5 per socket
`,
);
