import { money } from "@emeritus/words/format.ts";
import type { ReactNode } from "react";
import { useWords } from "../frame.ts";

/** One level of a step chart: an amount in whole cents from a position on the time axis to the next. */
export interface ChartStep {
  readonly from: number;
  readonly to: number;
  readonly cents: number;
  /** What a reader finds when pointing at the step. */
  readonly text: string;
}

const box = { width: 720, height: 280, left: 104, right: 12, top: 16, bottom: 40 };

/**
 * Amounts over time as steps, drawn on the server: a picture with a title, and below it the same figures in a table,
 * which the caller gives. `marks` are positions on the time axis with their words. Nothing is drawn of no steps.
 */
export function StepChart(props: {
  id: string;
  title: string;
  steps: readonly ChartStep[];
  marks: readonly { at: number; text: string }[];
  table: ReactNode;
}) {
  const words = useWords().common;
  if (props.steps.length === 0) return null;
  const from = Math.min(...props.steps.map((step) => step.from));
  const to = Math.max(...props.steps.map((step) => step.to));
  const ticks = niceTicks(Math.max(...props.steps.map((step) => step.cents)));
  const top = ticks[ticks.length - 1]!;
  const x = (at: number) => box.left + ((at - from) / (to - from || 1)) * (box.width - box.left - box.right);
  const y = (cents: number) =>
    box.height - box.bottom - (cents / (top || 1)) * (box.height - box.top - box.bottom);
  return (
    <figure className="chart">
      <svg viewBox={`0 0 ${box.width} ${box.height}`} role="img" aria-labelledby={`${props.id}-title`}>
        <title id={`${props.id}-title`}>{props.title}</title>
        {ticks.map((tick) => (
          <g key={tick} className="grid">
            <line x1={box.left} x2={box.width - box.right} y1={y(tick)} y2={y(tick)} />
            <text x={box.left - 8} y={y(tick)} dy="0.32em" textAnchor="end">
              {money(tick).replace(".00", "")}
            </text>
          </g>
        ))}
        {props.steps.map((step) => (
          <rect
            key={step.from}
            className="level"
            x={round(x(step.from))}
            y={round(y(step.cents))}
            width={round(Math.max(x(step.to) - x(step.from), 1))}
            height={round(y(0) - y(step.cents))}
          >
            <title>{step.text}</title>
          </rect>
        ))}
        {props.marks.map((mark, index) => (
          <text
            key={mark.text}
            className="mark"
            x={round(x(mark.at))}
            y={box.height - box.bottom + 22}
            textAnchor={index === 0 ? "start" : x(mark.at) > box.width - 60 ? "end" : "middle"}
          >
            {mark.text}
          </text>
        ))}
      </svg>
      <details className="more">
        <summary>{words.chartTable}</summary>
        <div className="inside">{props.table}</div>
      </details>
    </figure>
  );
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** Four or five round amounts from zero to just above the largest, in cents. */
function niceTicks(most: number): number[] {
  const rough = Math.max(most, 100) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((times) => times * power).find((size) => size >= rough)!;
  return Array.from({ length: Math.ceil(most / step) + 1 }, (_, index) => index * step);
}
