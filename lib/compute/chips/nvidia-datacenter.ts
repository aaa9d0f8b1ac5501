import { type Chip, readChips } from '../chip';

/** NVIDIA's data center cards; within a family the commonest variant comes first. */
export const NVIDIA_DATACENTER: readonly Chip[] = readChips(
  'NVIDIA',
  'gpu',
  `
key             | name            | family | form      |    GB |  GB/s |  fp32 |  tf32 |  fp16 | bf16 |  fp8 |  int8 |   fp4 | link                 | link GB/s |    W | unchecked           | Epoch row                      | note
gb300           | GB300           | gb300  | NVL72     | 287.5 |  8000 |    80 |  1250 |  2500 | =    | 5000 |   165 | 15000 | NVLink5              |      1800 | 1400 | -                   | NVIDIA GB300 (Blackwell Ultra) | -
b300-sxm        | B300            | b300   | SXM6      |   270 |  7700 |    75 |  1100 |  2250 | =    | 4500 | 157.5 | 14000 | NVLink5              |      1800 | 1100 | -                   | NVIDIA B300 (Blackwell Ultra)  | -
gb200           | GB200           | gb200  | NVL72     |   186 |  8000 |    90 |  1250 |  2500 | =    | 5000 |  5000 | 10000 | NVLink5              |      1800 | 1200 | link                | NVIDIA GB200                   | -
b200-sxm        | B200            | b200   | SXM6      |   180 |  7700 | 62.08 |  1125 |  2250 | =    | 4500 |  4500 |  9000 | NVLink5              |      1800 | 1000 | link                | NVIDIA B200                    | -
b100-sxm        | B100            | b100   | SXM6      |   192 |  8000 |     - |   875 |  1750 | =    | 3500 |  3500 |  7000 | NVLink5              |      1800 |  700 | link                | NVIDIA B100                    | -
h200-sxm-141gb  | H200 SXM        | h200   | SXM5      |   141 |  4800 | 66.91 | 494.5 | 989.5 | =    | 1979 |  1979 |     - | NVLink4              |       900 |  700 | GB,link             | NVIDIA H200 SXM                | -
h200-nvl-141gb  | H200 NVL        | h200   | PCIe      |   141 |  4800 |    60 | 417.5 | 835.5 | =    | 1671 |  1671 |     - | NVLink bridge        |       900 |  600 | all                 | -                              | -
h100-sxm-80gb   | H100 SXM 80GB   | h100   | SXM5      |    80 |  3350 | 66.91 | 494.7 | 989.4 | =    | 1979 |  1979 |     - | NVLink4              |       900 |  700 | fp8                 | NVIDIA H100 SXM5 80GB          | -
h100-pcie-80gb  | H100 PCIe 80GB  | h100   | PCIe      |    80 |  2040 | 51.22 |   378 |   756 | =    | 1513 |  1513 |     - | NVLink bridge        |       600 |  350 | fp8,int8            | NVIDIA H100 PCIe               | -
h100-nvl-94gb   | H100 NVL 94GB   | h100   | PCIe      |    94 |  3938 |     - |     - | 835.5 | =    | 1671 |  1671 |     - | NVLink bridge        |       600 |  400 | fp8,int8,link,bf16  | NVIDIA H100 NVL                | -
gh200-96gb      | GH200 96GB      | gh200  | Superchip |    96 |  4000 | 66.91 | 494.5 | 989.5 | =    | 1979 |  1979 |     - | NVLink4 / NVLink-C2C |       900 |  700 | GB,fp8,link,GB/s    | NVIDIA GH200                   | Epoch's 4900 GB/s belongs to the 144 GB variant
gh200-144gb     | GH200 144GB     | gh200  | Superchip |   144 |  4900 | 66.91 | 494.5 | 989.5 | =    | 1979 |  1979 |     - | NVLink4 / NVLink-C2C |       900 |  700 | GB,link,fp8         | NVIDIA GH200                   | -
h800-sxm-80gb   | H800 SXM 80GB   | h800   | SXM5      |    80 |  3360 |  59.3 | 454.5 |   989 | =    | 1979 |  1979 |     - | NVLink4 (cut)        |       400 |  700 | fp8,link            | NVIDIA H800 SXM5               | -
h20-96gb        | H20 96GB        | h20    | SXM5      |    96 |  4000 |    44 |    74 |   148 | =    |  296 |   296 |     - | NVLink4              |       900 |  400 | fp8,link            | NVIDIA HGX H20                 | -
a100-sxm-80gb   | A100 SXM 80GB   | a100   | SXM4      |    80 |  2039 | 19.49 |   156 |   312 | =    |    - |   624 |     - | NVLink3              |       600 |  400 | -                   | NVIDIA A100 SXM4 80 GB         | -
a100-pcie-80gb  | A100 PCIe 80GB  | a100   | PCIe      |    80 |  1935 |  19.5 |   156 |   312 | =    |    - |   624 |     - | NVLink bridge        |       600 |  300 | all                 | -                              | -
a100-sxm-40gb   | A100 SXM 40GB   | a100   | SXM4      |    40 |  1560 | 19.49 |   156 |   312 | =    |    - |   624 |     - | NVLink3              |       600 |  400 | -                   | NVIDIA A100 SXM4 40 GB         | -
a100-pcie-40gb  | A100 PCIe 40GB  | a100   | PCIe      |    40 |  1555 | 19.49 |   156 |   312 | =    |    - |   624 |     - | NVLink bridge        |       600 |  250 | GB/s,link,W         | NVIDIA A100 PCIe               | Epoch's row mixes 40 GB with the 80 GB card's bandwidth and power
a800-sxm-80gb   | A800 SXM 80GB   | a800   | SXM4      |    80 |  2040 | 19.49 | 155.9 | 311.8 | =    |    - |   624 |     - | NVLink3 (cut)        |       400 |  400 | GB,int8,link        | NVIDIA A800 SXM                | -
a800-pcie-80gb  | A800 PCIe 80GB  | a800   | PCIe      |    80 |  1940 | 19.49 | 155.9 | 311.8 | =    |    - |   624 |     - | NVLink bridge        |       400 |  250 | GB,int8,link        | NVIDIA A800 PCIe 80 GB         | -
a800-pcie-40gb  | A800 PCIe 40GB  | a800   | PCIe      |    40 |  1560 | 19.49 | 155.9 | 311.8 | =    |    - |   624 |     - | NVLink bridge        |       400 |  250 | GB,int8,link        | NVIDIA A800 PCIe 40 GB         | -
a30             | A30             | a30    | PCIe      |    24 |   933 |  10.3 |    82 |   165 | =    |    - |   330 |     - | NVLink bridge        |       200 |  165 | all                 | -                              | -
a40             | A40             | a40    | PCIe      |    48 | 695.8 | 37.42 |  74.8 | 149.7 | =    |    - | 299.3 |     - | NVLink bridge        |     112.5 |  300 | link                | NVIDIA A40 PCIe                | -
a10             | A10             | a10    | PCIe      |    24 | 600.2 | 31.24 |     - |   125 | =    |    - |   250 |     - | PCIe4 x16            |        64 |  150 | fp16,link,bf16      | NVIDIA A10 PCIe                | -
a10g            | A10G            | a10g   | PCIe      |    24 | 600.2 |  31.5 |     - |    70 | =    |    - |   140 |     - | PCIe4 x16            |        64 |  150 | fp16,int8,link,bf16 | NVIDIA A10G                    | sold by one cloud only, tensor peak 70 TFLOPS
l40s            | L40S            | l40s   | PCIe      |    48 |   864 |  91.6 |   183 |   362 | =    |  733 |   733 |     - | PCIe4 x16            |        64 |  350 | all                 | -                              | -
l40             | L40             | l40    | PCIe      |    48 |   864 | 90.52 |     - |   181 | =    |  362 |   362 |     - | PCIe4 x16            |        64 |  300 | fp8,link            | NVIDIA L40                     | -
l20             | L20             | l20    | PCIe      |    48 |   864 | 59.35 |  59.8 | 119.5 | =    |  239 |   239 |     - | PCIe4 x16            |        64 |  275 | fp8,link            | NVIDIA L20 PCle                | -
l4              | L4              | l4     | PCIe      |    24 | 300.1 | 30.29 |    60 |   121 | =    |  242 |   242 |     - | PCIe4 x16            |        64 |   72 | fp8,link            | NVIDIA L4                      | -
l2              | L2              | l2     | PCIe      |    24 |   300 |  24.1 |  48.3 |  96.5 | =    |  193 |   193 |     - | PCIe4 x16            |        64 |    - | fp8,link            | NVIDIA L2 PCle                 | -
t4              | T4              | t4     | PCIe      |    16 |   320 | 8.141 |     - | 65.13 | -    |    - |   130 |     - | PCIe3 x16            |        32 |   70 | int8,link           | NVIDIA Tesla T4                | -
v100-sxm2-16gb  | V100 SXM2 16GB  | v100   | SXM2      |    16 |   897 | 15.67 |     - |   125 | -    |    - |     - |     - | NVLink2              |       300 |  300 | link                | NVIDIA Tesla V100 SXM2         | -
v100-sxm2-32gb  | V100 SXM2 32GB  | v100   | SXM2      |    32 |   898 | 15.67 |     - |   125 | -    |    - |     - |     - | NVLink2              |       300 |  300 | -                   | NVIDIA Tesla V100 SXM2 32 GB   | -
v100-pcie-16gb  | V100 PCIe 16GB  | v100   | PCIe      |    16 |   897 | 14.13 |     - |   112 | -    |    - |     - |     - | PCIe3 x16            |        32 |  250 | -                   | NVIDIA Tesla V100 PCIe 16 GB   | -
v100-pcie-32gb  | V100 PCIe 32GB  | v100   | PCIe      |    32 |   897 | 14.13 |     - |   112 | -    |    - |     - |     - | PCIe3 x16            |        32 |  250 | link                | NVIDIA Tesla V100 PCIe 32 GB   | -
v100s-pcie-32gb | V100S PCIe 32GB | v100s  | PCIe      |    32 |  1130 | 16.35 |     - |   130 | -    |    - |     - |     - | PCIe3 x16            |        32 |  250 | link                | NVIDIA Tesla V100S PCIe 32 GB  | -
p100-pcie-16gb  | P100 PCIe 16GB  | p100   | PCIe      |    16 |   732 |  9.56 |     - |  19.1 | -    |    - |     - |     - | PCIe3 x16            |        32 |  250 | link                | NVIDIA P100 PCIe 16GB          | -
p100-sxm2-16gb  | P100 SXM2 16GB  | p100   | SXM2      |    16 |   732 | 10.61 |     - | 21.22 | -    |    - |     - |     - | NVLink1              |       160 |  300 | GB,GB/s,link        | NVIDIA Tesla P100 SXM2         | -
p40             | P40             | p40    | PCIe      |    24 |   346 | 11.76 |     - |     - | -    |    - |    47 |     - | PCIe3 x16            |        32 |  250 | GB/s,int8,link      | NVIDIA P40                     | Epoch's 694 GB/s is twice the board's GDDR5 bandwidth; FP16 runs at 1/64 of FP32
p4              | P4              | p4     | PCIe      |     8 | 192.3 | 5.704 |     - |     - | -    |    - |    22 |     - | PCIe3 x16            |        32 |   75 | link                | NVIDIA Tesla P4                | FP16 runs at 1/64 of FP32
k80             | K80             | k80    | PCIe      |    24 |   241 | 8.126 |     - |     - | -    |    - |     - |     - | PCIe3 x16            |        32 |  300 | link                | NVIDIA Tesla K80               | one board of two 12 GB processors; no FP16
`,
);
