'use client';
import {
  CartesianGrid,
  Line,
  LineChart as Recharts,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { CHART_MARGIN, useChartAxes } from './chart-axes';
import { ChartFrame, ChartTip } from './chart-frame';
import { type ChartProps, type ChartRow, seriesLook } from './chart-model';

export interface LineChartProps extends ChartProps {
  /** Values hold until the next one, as prices do. */
  stepped?: boolean;
  /** The value axis starts at zero; else near the least value. */
  fromZero?: boolean;
  /** A vertical mark, such as now. */
  markAt?: { at: string | number; label: string };
}

/** A value without neighbours draws no line: it needs a dot to be seen. */
function isAlone(data: readonly ChartRow[], key: string, at: number): boolean {
  const has = (index: number) => typeof data[index]?.[key] === 'number';
  return has(at) && !has(at - 1) && !has(at + 1);
}

/** One or a few series over time or another axis. */
export function LineChart(props: LineChartProps) {
  const { label, data, x, series, format = {}, heightPx, stepped = false, fromZero = true, markAt } = props;
  const axes = useChartAxes(data, x, format);
  return (
    <ChartFrame {...{ label, data, x, series, format, heightPx }} mark="line">
      <ResponsiveContainer width="100%" height="100%">
        <Recharts data={[...data]} margin={CHART_MARGIN} accessibilityLayer={false}>
          <CartesianGrid vertical={false} {...axes.grid} />
          <XAxis {...axes.place} />
          <YAxis {...axes.value} domain={[fromZero ? 0 : 'auto', 'auto']} />
          <Tooltip
            cursor={{ stroke: 'var(--color-line-strong)' }}
            isAnimationActive={false}
            content={({ active, label: place, payload }) => (
              <ChartTip {...{ active, label: place, payload, series, format }} axis={x} mark="line" />
            )}
          />
          {markAt && (
            <ReferenceLine
              x={markAt.at}
              stroke="var(--color-line-strong)"
              label={{
                value: markAt.label,
                position: 'insideTopRight',
                fill: 'var(--color-muted)',
                fontSize: 11,
              }}
            />
          )}
          {series.map((one, index) => (
            <Line
              key={one.key}
              dataKey={one.key}
              name={one.label}
              type={stepped ? 'stepAfter' : 'linear'}
              stroke={seriesLook(one.slot ?? index).color}
              strokeDasharray={seriesLook(one.slot ?? index).dash}
              strokeWidth={1.75}
              dot={({ key, cx, cy, index: at }) =>
                isAlone(data, one.key, at) ? (
                  <circle key={key} cx={cx} cy={cy} r={2.5} fill={seriesLook(one.slot ?? index).color} />
                ) : (
                  <g key={key} />
                )
              }
              activeDot={{ r: 3 }}
              connectNulls={false}
              isAnimationActive={false}
            />
          ))}
        </Recharts>
      </ResponsiveContainer>
    </ChartFrame>
  );
}
