import { type Chip, readChips } from '../chip';

/** Intel's Gaudi accelerators; within a family the commonest variant comes first. */
export const INTEL_GAUDI: readonly Chip[] = readChips(
  'Intel',
  'npu',
  `
key    | name    | family | form |  GB | GB/s | fp32 | tf32 | fp16 | bf16 |  fp8 | int8 | fp4 | link           | link GB/s |   W | unchecked | Epoch row           | note
gaudi3 | Gaudi 3 | gaudi3 | OAM  | 128 | 3700 | 14.3 |  459 | 1678 | =    | 1678 |    - |   - | 24x200GbE RoCE |      1200 | 900 | link      | Intel Habana Gaudi3 | the white paper quotes 1835 BF16 and FP8; Epoch keeps 1678
gaudi2 | Gaudi 2 | gaudi2 | OAM  |  96 | 2450 |    - |    - |  450 | =    |  865 |    - |   - | 21x100GbE RoCE |       525 | 600 | link      | Intel Habana Gaudi2 | 24 ports of 100 GbE, 21 used between cards
`,
);

/** Intel's Max series; within a family the commonest variant comes first. */
export const INTEL_MAX: readonly Chip[] = readChips(
  'Intel',
  'gpu',
  `
key          | name                     | family  | form |  GB | GB/s |  fp32 | tf32 | fp16 | bf16 | fp8 | int8 | fp4 | link    | link GB/s |   W | unchecked      | Epoch row                      | note
gpu-max-1550 | Data Center GPU Max 1550 | gpu-max | OAM  | 128 | 3280 | 52.43 |    - |  839 | =    |   - |    - |   - | Xe Link |         - | 600 | fp16,link,bf16 | Intel Data Center GPU Max 1550 | Epoch has the vector FP16 rate; the matrix rate is given
gpu-max-1100 | Data Center GPU Max 1100 | gpu-max | PCIe |  48 | 1230 | 22.22 |    - |  352 | =    |   - |    - |   - | -       |         - | 300 | fp16,bf16      | Intel Data Center GPU Max 1100 | Epoch has the vector FP16 rate; the matrix rate is given
`,
);
