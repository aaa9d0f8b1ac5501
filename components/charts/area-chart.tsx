'use client';
import {
  Area,
  CartesianGrid,
  AreaChart as Recharts,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { CHART_MARGIN, useChartAxes } from './chart-axes';
import { ChartFrame, ChartTip } from './chart-frame';
import { type ChartProps, seriesLook } from './chart-model';

export interface AreaChartProps extends ChartProps {
  /** Parts of a whole stand on each other. */
  stacked?: boolean;
  stepped?: boolean;
}

/** Amounts over time, and what they are made of. */
export function AreaChart(props: AreaChartProps) {
  const { label, data, x, series, format = {}, heightPx, stacked = false, stepped = false } = props;
  const axes = useChartAxes(data, x, format);
  return (
    <ChartFrame {...{ label, data, x, series, format, heightPx }} mark="block">
      <ResponsiveContainer width="100%" height="100%">
        <Recharts data={[...data]} margin={CHART_MARGIN} accessibilityLayer={false}>
          <CartesianGrid vertical={false} {...axes.grid} />
          <XAxis {...axes.place} />
          <YAxis {...axes.value} />
          <Tooltip
            cursor={{ stroke: 'var(--color-line-strong)' }}
            isAnimationActive={false}
            content={({ active, label: place, payload }) => (
              <ChartTip {...{ active, label: place, payload, series, format }} axis={x} mark="block" />
            )}
          />
          {series.map((one, index) => (
            <Area
              key={one.key}
              dataKey={one.key}
              name={one.label}
              type={stepped ? 'stepAfter' : 'linear'}
              stackId={stacked ? 'whole' : undefined}
              stroke={seriesLook(one.slot ?? index).color}
              strokeWidth={1.5}
              fill={seriesLook(one.slot ?? index).color}
              fillOpacity={stacked ? 0.35 : 0.14}
              isAnimationActive={false}
            />
          ))}
        </Recharts>
      </ResponsiveContainer>
    </ChartFrame>
  );
}
