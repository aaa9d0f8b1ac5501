import { type Chip, readChips } from '../chip';

/** Kunlunxin's cards; within a family the commonest variant comes first. */
export const KUNLUNXIN: readonly Chip[] = readChips(
  'Kunlunxin',
  'npu',
  `
key            | name           | family       | form | GB | GB/s | fp32 | tf32 | fp16 | bf16 | fp8 | int8 | fp4 | link     | link GB/s |   W | unchecked | Epoch row                   | note
kunlun-p800    | Kunlun P800    | kunlun-p800  | OAM  | 64 | 1600 |    - |    - |  345 | =    |   - |    - |   - | XPU-Link |       200 | 400 | all       | -                           | press figures, low confidence
kunlun-r200-8f | Kunlun R200-8F | kunlun-r200  | PCIe | 32 |  512 |   32 |    - |  128 | -    |   - |  256 |   - | PCIe4    |        32 | 160 | link      | Baidu Kunlun R200-8F (160W) | -
kunlun-r200    | Kunlun R200    | kunlun-r200  | -    | 16 |  512 |   32 |    - |  128 | -    |   - |  256 |   - | -        |         - | 150 | -         | Baidu Kunlun R200 (150W)    | -
kunlun-rg800   | Kunlun RG800   | kunlun-rg800 | -    | 32 |  512 |   32 |    - |  128 | -    |   - |  256 |   - | -        |         - | 130 | -         | Baidu Kunlun RG800          | -
kunlun-r100    | Kunlun R100    | kunlun-r100  | -    | 12 |  384 |   20 |    - |   85 | -    |   - |  170 |   - | -        |         - | 100 | -         | Baidu Kunlun R100 (100W)    | -
kunlun-k200    | Kunlun K200    | kunlun-k200  | -    | 16 |  512 |   16 |    - |   64 | -    |   - |  256 |   - | -        |         - | 150 | -         | Baidu Kunlun K200           | -
`,
);

/** T-Head's cards; within a family the commonest variant comes first. */
export const T_HEAD: readonly Chip[] = readChips(
  'T-Head',
  'npu',
  `
key          | name         | family       | form | GB | GB/s | fp32 | tf32 | fp16 | bf16 | fp8 | int8 | fp4 | link | link GB/s |   W | unchecked | Epoch row           | note
ppu-zw810e   | PPU ZW810E   | ppu-zw810e   | PCIe | 96 |    - |    - |    - |  123 | =    |   - |    - |   - | ICN  |       700 | 400 | all       | -                   | figures seen in a broadcast, low confidence
hanguang-800 | Hanguang 800 | hanguang-800 | PCIe |  - |    - |    - |    - |    - | -    |   - |  825 |   - | -    |         - | 276 | -         | T-Head Hanguang 800 | INT8 inference only
`,
);
