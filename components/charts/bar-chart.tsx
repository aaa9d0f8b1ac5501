'use client';
import {
  Bar,
  CartesianGrid,
  BarChart as Recharts,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { CHART_MARGIN, useChartAxes } from './chart-axes';
import { ChartFrame, ChartTip } from './chart-frame';
import { type ChartProps, seriesLook } from './chart-model';

export interface BarChartProps extends ChartProps {
  stacked?: boolean;
  /** Bars lie, so that long names have room. */
  lying?: boolean;
}

/** Amounts side by side: by region, vendor, reason. */
export function BarChart(props: BarChartProps) {
  const { label, data, x, series, format = {}, stacked = false, lying = false } = props;
  const heightPx =
    props.heightPx ?? (lying ? 40 + data.length * (stacked ? 1 : series.length) * 26 : undefined);
  const axes = useChartAxes(data, x, format);
  return (
    <ChartFrame {...{ label, data, x, series, format, heightPx }} mark="block">
      <ResponsiveContainer width="100%" height="100%">
        <Recharts
          data={[...data]}
          layout={lying ? 'vertical' : 'horizontal'}
          margin={CHART_MARGIN}
          barCategoryGap="22%"
          accessibilityLayer={false}
        >
          <CartesianGrid vertical={lying} horizontal={!lying} {...axes.grid} />
          {lying ? <XAxis {...axes.value} width={undefined} type="number" /> : <XAxis {...axes.place} />}
          {lying ? (
            <YAxis {...axes.place} width="auto" type="category" interval={0} />
          ) : (
            <YAxis {...axes.value} />
          )}
          <Tooltip
            cursor={{ fill: 'var(--color-sunken)' }}
            isAnimationActive={false}
            content={({ active, label: place, payload }) => (
              <ChartTip {...{ active, label: place, payload, series, format }} axis={x} mark="block" />
            )}
          />
          {series.map((one, index) => (
            <Bar
              key={one.key}
              dataKey={one.key}
              name={one.label}
              stackId={stacked ? 'whole' : undefined}
              fill={seriesLook(one.slot ?? index).color}
              stroke="var(--color-surface)"
              strokeWidth={stacked ? 1 : 0}
              radius={stacked ? 0 : lying ? [0, 2, 2, 0] : [2, 2, 0, 0]}
              maxBarSize={36}
              isAnimationActive={false}
            />
          ))}
        </Recharts>
      </ResponsiveContainer>
    </ChartFrame>
  );
}
