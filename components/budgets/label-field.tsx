'use client';
import { type ReactNode, useId, useState } from 'react';
import { Field } from '../ui/field';
import { Input } from '../ui/input';
import { RoomLine, type RoomShown } from './room-line';

export interface LabelFieldProps {
  label: ReactNode;
  hint: ReactNode;
  initial: string;
  /** Labels used before. */
  labels: readonly string[];
  /** What each budget in force leaves. */
  rooms: readonly RoomShown[];
  currency: string;
}

/** The budget that leaves least for a label: its own, or the organization's. */
function tightestRoom(rooms: readonly RoomShown[], label: string): RoomShown | null {
  const counting = rooms.filter((room) => room.label === null || room.label === label);
  return counting.reduce<RoomShown | null>(
    (least, room) => (least === null || room.leftMicros < least.leftMicros ? room : least),
    null,
  );
}

/** A project label with those used before as suggestions, and what its budget leaves while it is typed. */
export function LabelField({ label, hint, initial, labels, rooms, currency }: LabelFieldProps) {
  const [typed, setTyped] = useState(initial);
  const list = useId();
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <Field name="label" label={label} hint={hint} optional>
        <Input
          maxLength={80}
          autoComplete="off"
          list={list}
          defaultValue={initial}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
      </Field>
      <datalist id={list}>
        {labels.map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
      <RoomLine room={tightestRoom(rooms, typed.trim())} currency={currency} />
    </div>
  );
}
