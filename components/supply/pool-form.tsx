'use client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { chipByKey } from '@/lib/compute/chips';
import { regionByCode } from '@/lib/compute/regions';
import { ActionForm } from '../ui/action-form';
import type { FormActionFn } from '../ui/action-result';
import { LinkButton } from '../ui/button';
import { Panel } from '../ui/card';
import { FormActions } from '../ui/dialog';
import { Field, FieldRow } from '../ui/field';
import { Input, NumberInput, Textarea } from '../ui/input';
import { Select, type SelectOption } from '../ui/select';
import { SubmitButton } from '../ui/submit-button';
import { AskEditor } from './ask-editor';
import { ChipPicker } from './chip-picker';
import { IntervalFields } from './interval-fields';
import { RegionPicker } from './region-picker';
import { ServiceLevelFields } from './service-level-fields';

export interface NodeChoice {
  readonly code: string;
  readonly name: string;
  readonly kind: 'national' | 'regional' | 'industry';
  /** Region the node stands in; null for national and industry nodes. */
  readonly region: string | null;
}

export interface PoolFormProps {
  action: FormActionFn;
  nodes: readonly NodeChoice[];
  currency: string;
  feeBps: number;
  startGraceMinutes: number;
  horizonDays: number;
}

/** Lists a pool: cards, place, network, power, asks, promise and calendar, each with its unit and why it matters. */
export function PoolForm(props: PoolFormProps) {
  const t = useTranslations('supply.form');
  return (
    <ActionForm action={props.action} className="gap-5!" aria-label={t('title')}>
      <Cards />
      <Place nodes={props.nodes} />
      <Network />
      <Power />
      <Panel title={t('asks.title')} description={t('asks.description', { days: props.horizonDays })}>
        <AskEditor currency={props.currency} feeBps={props.feeBps} />
      </Panel>
      <Panel title={t('service.title')} description={t('service.description')}>
        <ServiceLevelFields startGraceMinutes={props.startGraceMinutes} />
      </Panel>
      <Calendar />
      <FormActions>
        <LinkButton href="/sell/pools">{t('cancel')}</LinkButton>
        <SubmitButton>{t('submit')}</SubmitButton>
      </FormActions>
    </ActionForm>
  );
}

function Cards() {
  const t = useTranslations('supply.form');
  const [chip, setChip] = useState('');
  const facts = chipByKey(chip);
  const link = facts?.interconnect;
  return (
    <Panel title={t('cards.title')} description={t('cards.description')}>
      <div className="flex flex-col gap-4">
        <FieldRow>
          <Field name="name" label={t('name.label')} hint={t('name.hint')} required>
            <Input maxLength={80} autoComplete="off" />
          </Field>
          <Field name="chip" label={t('chip.label')} hint={t('chip.hint')} required>
            <ChipPicker onPick={setChip} />
          </Field>
        </FieldRow>
        <FieldRow columns={3}>
          <Field name="cards" label={t('cards.label')} hint={t('cards.hint')} required>
            <NumberInput inputMode="numeric" unit={t('unit.cards')} />
          </Field>
          <Field
            name="cardsPerServer"
            label={t('cardsPerServer.label')}
            hint={t('cardsPerServer.hint')}
            required
          >
            <NumberInput inputMode="numeric" unit={t('unit.cards')} defaultValue="8" />
          </Field>
          <Field name="lotCards" label={t('lotCards.label')} hint={t('lotCards.hint')} required>
            <NumberInput inputMode="numeric" unit={t('unit.cards')} defaultValue="1" />
          </Field>
        </FieldRow>
        <FieldRow>
          <Field
            name="serverInterconnectGbs"
            label={t('serverInterconnectGbs.label')}
            hint={
              link?.bidirectionalGbs
                ? t('serverInterconnectGbs.fromChip', { name: link.name ?? '', gbs: link.bidirectionalGbs })
                : t('serverInterconnectGbs.hint')
            }
            optional
          >
            <NumberInput
              unit="GB/s"
              placeholder={link?.bidirectionalGbs ? String(link.bidirectionalGbs) : undefined}
            />
          </Field>
          <Field name="networkGbits" label={t('networkGbits.label')} hint={t('networkGbits.hint')} optional>
            <NumberInput unit="Gbit/s" />
          </Field>
        </FieldRow>
      </div>
    </Panel>
  );
}

function nodeOptions(
  nodes: readonly NodeChoice[],
  groups: Readonly<Record<NodeChoice['kind'], string>>,
): SelectOption[] {
  return nodes.map((node) => ({
    value: node.code,
    label: `${node.code} · ${node.name}`,
    group: groups[node.kind],
  }));
}

function Place({ nodes }: { nodes: readonly NodeChoice[] }) {
  const t = useTranslations('supply.form');
  const [region, setRegion] = useState('');
  const [node, setNode] = useState('');
  const zone = regionByCode(region)?.timeZone;
  const pickRegion = (code: string) => {
    setRegion(code);
    const near = nodes.find((one) => one.region === code);
    if (near) setNode(near.code);
  };
  const groups = { national: t('node.national'), regional: t('node.regional'), industry: t('node.industry') };
  return (
    <Panel title={t('place.title')} description={t('place.description')}>
      <div className="flex flex-col gap-4">
        <FieldRow>
          <Field
            name="region"
            label={t('region.label')}
            hint={zone ? t('region.zone', { zone }) : t('region.hint')}
            required
          >
            <RegionPicker onPick={pickRegion} />
          </Field>
          <Field name="site" label={t('site.label')} hint={t('site.hint')} required>
            <Input maxLength={80} autoComplete="off" />
          </Field>
        </FieldRow>
        <FieldRow>
          <Field name="nodeCode" label={t('node.label')} hint={t('node.hint')} required>
            <Select
              options={nodeOptions(nodes, groups)}
              placeholder={t('choose')}
              value={node}
              onChange={(event) => setNode(event.target.value)}
            />
          </Field>
          <Field name="latencyMs" label={t('latencyMs.label')} hint={t('latencyMs.hint')} optional>
            <NumberInput unit="ms" />
          </Field>
        </FieldRow>
        <Field name="description" label={t('description.label')} hint={t('description.hint')} optional>
          <Textarea rows={3} maxLength={2000} />
        </Field>
      </div>
    </Panel>
  );
}

function Network() {
  const t = useTranslations('supply.form');
  return (
    <Panel title={t('network.title')} description={t('network.description')}>
      <FieldRow columns={3}>
        <Field name="ingressMbits" label={t('ingressMbits.label')} hint={t('ingressMbits.hint')} optional>
          <NumberInput inputMode="numeric" unit="Mbit/s" />
        </Field>
        <Field name="egressMbits" label={t('egressMbits.label')} hint={t('egressMbits.hint')} optional>
          <NumberInput inputMode="numeric" unit="Mbit/s" />
        </Field>
        <Field name="storageTb" label={t('storageTb.label')} hint={t('storageTb.hint')} optional>
          <NumberInput unit="TB" />
        </Field>
      </FieldRow>
    </Panel>
  );
}

function Power() {
  const t = useTranslations('supply.form');
  return (
    <Panel title={t('power.title')} description={t('power.description')}>
      <FieldRow>
        <Field name="pue" label={t('pue.label')} hint={t('pue.hint')} optional>
          <NumberInput placeholder="1.20" />
        </Field>
        <Field name="greenShare" label={t('greenShare.label')} hint={t('greenShare.hint')} optional>
          <NumberInput unit="%" />
        </Field>
      </FieldRow>
    </Panel>
  );
}

function Calendar() {
  const t = useTranslations('supply.form');
  const [ids, setIds] = useState<readonly number[]>([]);
  return (
    <Panel title={t('calendar.title')} description={t('calendar.description')}>
      <IntervalFields ids={ids} onChange={setIds} />
    </Panel>
  );
}
