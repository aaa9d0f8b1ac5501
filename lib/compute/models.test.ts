import { describe, expect, it } from 'vitest';
import { kvBytesPerToken, kvElementsPerToken, LANGUAGE_MODELS, modelByKey, resolveModel } from './models';

const keyOf = (name: string) => {
  const result = resolveModel(name);
  return result.ok ? result.value.key : result.refusal.code;
};

describe('language models', () => {
  it('the parameters a dense model should have by its shape are those its row states, within 2 %', () => {
    for (const model of LANGUAGE_MODELS) {
      if (model.feedForward === null) continue;
      const { hiddenSize: h, heads, kvHeads, headDim, feedForward, layers, vocabularySize } = model;
      const attention = 2 * h * heads * headDim + 2 * h * kvHeads * headDim;
      const perLayer = attention + (feedForward.gated ? 3 : 2) * h * feedForward.size;
      const positions = ['gpt-2', 'gpt-3', 'opt'].includes(model.family) ? model.contextTokens * h : 0;
      const total = layers * perLayer + (model.tiedEmbeddings ? 1 : 2) * vocabularySize * h + positions;
      expect(total / 1e9 / model.totalParametersB, model.key).toBeGreaterThan(0.98);
      expect(total / 1e9 / model.totalParametersB, model.key).toBeLessThan(1.02);
    }
  });
  it('a mixture of experts uses fewer parameters per token than it has; a dense model uses all', () => {
    for (const model of LANGUAGE_MODELS)
      expect(model.activeParametersB < model.totalParametersB, model.key).toBe(model.feedForward === null);
  });
  it('Llama 3.1 8B keeps 32 × 2 × 8 × 128 = 65,536 elements a token: 131,072 bytes at BF16', () => {
    const model = modelByKey('llama-3.1-8b');
    expect(model && kvElementsPerToken(model)).toBe(65_536);
    expect(model && kvBytesPerToken(model, 'bf16')).toBe(131_072);
  });
  it("DeepSeek V3's compressed cache keeps 61 × 576 = 35,136 elements a token", () => {
    const model = modelByKey('deepseek-v3');
    expect(model && kvElementsPerToken(model)).toBe(35_136);
  });
  it.each([
    ['meta-llama/Llama-3.1-8B-Instruct', 'llama-3.1-8b'],
    ['meta-llama/Meta-Llama-3-8B', 'llama-3-8b'],
    ['meta-llama/Llama-2-7b-hf', 'llama-2-7b'],
    ['Llama 3.3 70B', 'llama-3.3-70b'],
    ['LLAMA2-70B', 'llama-2-70b'],
    ['mistralai/Mistral-7B-v0.1', 'mistral-7b'],
    ['mistralai/Mixtral-8x7B-v0.1', 'mixtral-8x7b'],
    ['Qwen/Qwen2-72B', 'qwen2-72b'],
    ['Qwen/Qwen2.5-32B-Instruct', 'qwen2.5-32b'],
    ['Qwen3-235B-A22B', 'qwen3-235b-a22b'],
    ['deepseek-ai/DeepSeek-V3', 'deepseek-v3'],
    ['DeepSeek-R1-0528', 'deepseek-r1'],
    ['facebook/opt-6.7b', 'opt-6.7b'],
    ['bigscience/bloom-7b1', 'bloom-7b1'],
    ['EleutherAI/gpt-j-6b', 'gpt-j-6b'],
    ['google/gemma-2-9b-it', 'gemma-2-9b'],
    ['Llama 4 Scout', 'llama-4-scout'],
    ['GPT3-175B', 'gpt-3-175b'],
    ['GLM3-6B', 'chatglm3-6b'],
    ['Baichuan2-13B-Chat', 'baichuan2-13b'],
    ['zai-org/GLM-4.5-Air', 'glm-4.5-air'],
  ])('%s is %s', (name, key) => expect(keyOf(name)).toBe(key));
  it('an unknown model is refused with the nearest', () => {
    const result = resolveModel('Llama-3.1-80B');
    expect(result.ok ? null : result.refusal.code).toBe('unknown_model');
    expect(result.ok ? null : result.refusal.facts.nearest).toContain('Llama 3.1 8B');
    expect(keyOf('')).toBe('unknown_model');
  });
});
