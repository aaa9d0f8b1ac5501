/** What a profile says in words: one sentence per code, figures in braces. */
export const NOTE_TEXTS_EN = {
  shape_inferred:
    'Depth and width are inferred from the parameter count: {layers} layers of width {hidden}, {queriesPerKey} query heads per key head.',
  shape_published: '{model}: {layers} layers of width {hidden} ({source}).',
  whole_run_mfu:
    '{runs} published training runs reach a median of {median} % of the dense peak from start to end; one in ten stays under {low} %.',
  steady_mfu: 'Steady training steps in public benchmarks reach a median of {median} % of the dense peak.',
  dense_peak: '{chip}: dense peak {tflops} TFLOP/s at {precision} ({source}).',
  memory_bandwidth: '{chip}: memory bandwidth {gbs} GB/s ({source}).',
  engine_range:
    'Measured throughputs of one model on one chip differ up to {times} times by engine and version (Argonne LLM-Inference-Bench).',
  mfu_used:
    'Likely {percent} % of the dense peak on {cards} cards, restarts, evaluation and checkpoints included; the slow case is {times} times longer.',
  flops:
    '{exaflop} EFLOP in total: {perParameter} per active parameter and token, and attention over {seqLen} tokens.',
  recomputed: 'Activations are computed again in the backward pass to save memory: a third more arithmetic.',
  adapter_share: 'Adapters have about {percent} % of the parameters.',
  layout:
    'Layout on {cards} cards: tensor {tensor} × pipeline {pipeline} × data {data}; {needed} of {usable} GB used per card.',
  too_small: 'On {cards} of these cards it would need {needed} GB on each; {usable} GB are usable.',
  instance:
    'One instance takes {cards} cards and holds {sequences} sequences; {prefill} % of the time is prefill.',
  serving_rate:
    'An instance is counted with {rate} output tokens/s, its slow case; {instances} instances for {wanted} tokens/s.',
  batch_total: 'The total counts prompt and output tokens together, in the ratio {prompt} : {output}.',
  batch_overhead: '{percent} % more time for loading weights, warming up and thin last batches.',
  network_assumed: 'The link between servers is not stated; {gbits} Gbit/s per server is assumed.',
  link_assumed: 'The link between cards of one server is not stated; PCIe at {gbs} GB/s is assumed.',
  card_hours_asked: '{cards} cards for {hours} hours as asked: nothing about the work was estimated.',
  port_unproven: 'No measurement on {chip} stands behind this: the model is physical and the range wider.',
  unchecked_figures: 'Figures of {chip} taken from memory or press, not checked: {fields}.',
  mixture: 'Mixture of experts: {active} of {total} billion parameters are active per token.',
  frames_vary: 'Frames differ: the slow case allows {percent} % more than the calibration frame.',
  calibration_frame: 'Calibration: {seconds} s per frame, measured by the buyer on {chip}.',
  render_score: '{benchmark}, {family}: {score} ({source}).',
  other_renderer: 'The benchmark is {benchmark}, not {renderer}: half as much again is allowed.',
  fp32_peak: '{chip}: {tflops} TFLOP/s at FP32 ({source}).',
  fp32_proxy:
    'No renderer score is known for both cards; speed is taken in proportion to FP32 arithmetic, up to {times} times slower.',
  other_benchmark:
    'The benchmark is {benchmark}, not {renderer}: {percent} % more is allowed, the most two benchmarks differ by.',
  unchecked_scores:
    'Renderer scores not looked up in a published run, each allowed to be {percent} % off: {families}.',
  pool_slower:
    'Deliveries on this pool that count: {deliveries}. They took {percent} % longer than the model says; the likely time is taken at {counted} % of the model’s.',
  pool_faster:
    'Deliveries on this pool that count: {deliveries}. They were {percent} % quicker than the model says; the likely time is taken at {counted} % of the model’s.',
  pool_as_modelled: 'Deliveries on this pool that count: {deliveries}. They took as long as the model says.',
  chip_slower:
    'Deliveries on this chip at {providers} other providers: {deliveries}. They took {percent} % longer than the model says; {counted} % of its time counts before the pool’s own.',
  chip_faster:
    'Deliveries on this chip at {providers} other providers: {deliveries}. They were {percent} % quicker than the model says; {counted} % of its time counts before the pool’s own.',
  chip_as_modelled:
    'Deliveries on this chip at {providers} other providers: {deliveries}. They took as long as the model says.',
  claim_widens:
    'The provider’s own benchmark of this pool is slower than the model: the slow case is {percent} % above the model’s likely time.',
  delivered_row: 'A delivery its buyer accepted: {percent} % of the time the model says.',
  claimed_row: 'Claimed by the provider, not confirmed: {percent} % of the time the model says.',
  measured_inference:
    '{model} on {cards} × {chip} with {engine}, {precision}, {prompt} tokens in and {output} out: {rate} output tokens/s ({source}).',
  measured_inference_unstated:
    '{model} on {cards} × {chip} with {engine}, {precision}: {rate} output tokens/s; lengths are not stated ({source}).',
  more_measured: '{more} more measurements of the same group.',
  engine_usual: 'No engine is named: {engine} is assumed, the usual one of this chip.',
  engine_stated: 'Steady state of {engine}.',
  weights_unpacked: '{chip} does not compute at {precision}: weights are unpacked to 16 bits first.',
  class_unmeasured:
    'No measurement of {engine} with models of this class on {chip}: the slow case is {times} times slower.',
  measured_training:
    '{model}, {cards} × {chip}, {engine}, {method}, {precision}: {rate} tokens/s per card ({source}).',
  measured_run:
    '{model}, a whole run of {tokens} billion tokens on {chip}: {rate} tokens/s per card ({source}).',
  measured_group: '{group}: {rows} measurements of {sources} documents, in {percent} % of the time modelled.',
  cards_idle: '{idle} of {cards} cards idle: no layout puts all of them to work as well.',
  class_unmeasured_training:
    'Nothing of this kind was measured on {chip}: the slow case is {times} times longer.',
} as const;

/** The same in Chinese. */
export const NOTE_TEXTS_ZH: Readonly<Record<keyof typeof NOTE_TEXTS_EN, string>> = {
  shape_inferred:
    '模型深度与宽度由参数量推断：{layers} 层，宽度 {hidden}，每个键头对应 {queriesPerKey} 个查询头。',
  shape_published: '{model}：{layers} 层，宽度 {hidden}（{source}）。',
  whole_run_mfu: '{runs} 个公开训练全程达到稠密峰值的中位数为 {median} %；十分之一低于 {low} %。',
  steady_mfu: '公开基准中稳定训练步达到稠密峰值的中位数为 {median} %。',
  dense_peak: '{chip}：{precision} 稠密峰值 {tflops} TFLOP/s（{source}）。',
  memory_bandwidth: '{chip}：显存带宽 {gbs} GB/s（{source}）。',
  engine_range:
    '同一模型在同一芯片上的实测吞吐因引擎与版本最多相差 {times} 倍（Argonne LLM-Inference-Bench）。',
  mfu_used: '{cards} 张卡上预计达到稠密峰值的 {percent} %，含重启、评测与检查点；慢情形耗时为其 {times} 倍。',
  flops: '总计 {exaflop} EFLOP：每个激活参数与词元 {perParameter}，另加 {seqLen} 词元上的注意力。',
  recomputed: '反向传播时重算激活以节省显存：计算量多三分之一。',
  adapter_share: '适配器约占参数的 {percent} %。',
  layout:
    '{cards} 张卡的布局：张量 {tensor} × 流水 {pipeline} × 数据 {data}；每卡使用 {needed}／{usable} GB。',
  too_small: '{cards} 张卡每卡需要 {needed} GB，而可用为 {usable} GB。',
  instance: '一个实例占 {cards} 张卡，容纳 {sequences} 条序列；{prefill} % 的时间为预填充。',
  serving_rate: '每个实例按慢情形 {rate} 输出词元/秒计；{wanted} 词元/秒需 {instances} 个实例。',
  batch_total: '总量含提示与输出词元，比例为 {prompt} : {output}。',
  batch_overhead: '加载权重、预热与尾批另计 {percent} % 时间。',
  network_assumed: '未声明服务器间链路；按每台 {gbits} Gbit/s 假定。',
  link_assumed: '未声明服务器内卡间链路；按 PCIe {gbs} GB/s 假定。',
  card_hours_asked: '按要求提供 {cards} 张卡、{hours} 小时：未对工作量作任何估算。',
  port_unproven: '{chip} 尚无实测支撑：依据物理模型，范围更宽。',
  unchecked_figures: '{chip} 的以下参数来自记忆或报道，未经核对：{fields}。',
  mixture: '混合专家：每词元激活 {active}／{total} 十亿参数。',
  frames_vary: '各帧不同：慢情形比标定帧多 {percent} %。',
  calibration_frame: '标定：买方在 {chip} 上实测每帧 {seconds} 秒。',
  render_score: '{benchmark}，{family}：{score}（{source}）。',
  other_renderer: '基准为 {benchmark} 而非 {renderer}：另留一半余量。',
  fp32_peak: '{chip}：FP32 {tflops} TFLOP/s（{source}）。',
  fp32_proxy: '两种卡均无共同渲染评分；按 FP32 算力比例估计，最多慢 {times} 倍。',
  other_benchmark: '基准为 {benchmark} 而非 {renderer}：另留 {percent} % 余量，即两种基准之间的最大差异。',
  unchecked_scores: '以下渲染评分未与公开记录核对，各容许 {percent} % 误差：{families}。',
  pool_slower:
    '该资源池计入 {deliveries} 次交付：耗时比模型多 {percent} %；预计耗时按模型的 {counted} % 计。',
  pool_faster:
    '该资源池计入 {deliveries} 次交付：耗时比模型少 {percent} %；预计耗时按模型的 {counted} % 计。',
  pool_as_modelled: '该资源池计入 {deliveries} 次交付：耗时与模型一致。',
  chip_slower:
    '其他 {providers} 家供给方在该芯片上的 {deliveries} 次交付：耗时比模型多 {percent} %；在计入该资源池自身交付之前按模型的 {counted} % 计。',
  chip_faster:
    '其他 {providers} 家供给方在该芯片上的 {deliveries} 次交付：耗时比模型少 {percent} %；在计入该资源池自身交付之前按模型的 {counted} % 计。',
  chip_as_modelled: '其他 {providers} 家供给方在该芯片上的 {deliveries} 次交付：耗时与模型一致。',
  claim_widens: '供给方自测该资源池比模型慢：慢情形比模型预计耗时多 {percent} %。',
  delivered_row: '买方已验收的一次交付：耗时为模型的 {percent} %。',
  claimed_row: '供给方声明，未经证实：耗时为模型的 {percent} %。',
  measured_inference:
    '{model}，{cards} × {chip}，{engine}，{precision}，输入 {prompt}、输出 {output} 词元：{rate} 输出词元/秒（{source}）。',
  measured_inference_unstated:
    '{model}，{cards} × {chip}，{engine}，{precision}：{rate} 输出词元/秒；未说明长度（{source}）。',
  more_measured: '同组另有 {more} 条实测。',
  engine_usual: '未指定推理引擎：按该芯片常用的 {engine} 计。',
  engine_stated: '{engine} 的稳态。',
  weights_unpacked: '{chip} 不支持 {precision} 计算：权重先解压为 16 位。',
  class_unmeasured: '{engine} 在 {chip} 上尚无此类模型的实测：慢情形慢 {times} 倍。',
  measured_training:
    '{model}，{cards} × {chip}，{engine}，{method}，{precision}：每卡 {rate} 词元/秒（{source}）。',
  measured_run: '{model}，在 {chip} 上训练 {tokens} 十亿词元的全程：每卡 {rate} 词元/秒（{source}）。',
  measured_group: '{group}：{sources} 份文档中的 {rows} 条实测，耗时为模型的 {percent} %。',
  cards_idle: '{cards} 张卡中 {idle} 张空闲：没有能让全部卡同样高效工作的切分方式。',
  class_unmeasured_training: '{chip} 上尚无此类训练的实测：慢情形耗时为 {times} 倍。',
};
