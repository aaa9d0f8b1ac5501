import { type Chip, readChips } from '../chip';

/** Huawei's Ascend processors; within a family the commonest variant comes first. */
export const HUAWEI: readonly Chip[] = readChips(
  'Huawei',
  'npu',
  `
key             | name            | family      | form |  GB |  GB/s | fp32 | tf32 | fp16 | bf16 | fp8 | int8 | fp4 | link      | link GB/s |   W | unchecked   | Epoch row                | note
ascend-910b3    | Ascend 910B3    | ascend-910b | -    |  64 |  1600 |    - |    - |  313 | =    |   - |    - |   - | HCCS      |       392 | 400 | link,W,bf16 | Huawei Ascend 910B3      | -
ascend-910b2    | Ascend 910B2    | ascend-910b | -    |  64 |  1600 |    - |    - |  376 | =    |   - |    - |   - | HCCS      |       392 | 400 | link,W,bf16 | Huawei Ascend 910B2      | -
ascend-910b1    | Ascend 910B1    | ascend-910b | -    |  64 |  1600 |    - |    - |  400 | =    |   - |    - |   - | HCCS      |       392 | 400 | link,W,bf16 | Huawei Ascend 910B1 (v1) | -
ascend-910b4    | Ascend 910B4    | ascend-910b | -    |  32 |   800 |   72 |    - |  280 | =    |   - |    - |   - | PCIe4     |        64 | 310 | link,W,bf16 | Huawei Ascend 910B4      | inference card, sold as Atlas 300I A2
ascend-910c     | Ascend 910C     | ascend-910c | -    | 128 |  3200 |    - |    - |  800 | =    |   - |    - |   - | HCCS / UB |         - | 700 | link        | Huawei Ascend 910C       | two dies in one package; 752 to 800 TFLOPS reported
ascend-910a     | Ascend 910A     | ascend-910a | -    |  32 |  1288 |    - |    - |  256 | -    |   - |  512 |   - | HCCS      |       270 | 310 | int8        | Huawei Ascend 910A       | -
ascend-310p3    | Ascend 310P3    | ascend-310p | PCIe |  24 | 204.8 |    - |    - |   70 | -    |   - |  140 |   - | PCIe4 x16 |        32 |  72 | all         | -                        | sold as Atlas 300I Pro
ascend-310p-duo | Ascend 310P Duo | ascend-310p | PCIe |  96 |   408 |    - |    - |  140 | -    |   - |  280 |   - | PCIe4 x16 |        64 | 150 | all         | -                        | two 310P processors on one card, sold as Atlas 300I Duo; also with 48 GB
ascend-310      | Ascend 310      | ascend-310  | -    |   8 |  51.2 |    - |    - |    8 | -    |   - |   16 |   - | -         |         - |   8 | GB          | Huawei Ascend 310        | -
`,
);
