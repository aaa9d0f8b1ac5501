'use client';
import { useFormStatus } from 'react-dom';
import { Button, type ButtonProps } from './button';

/** The button that sends its form; shows that the work is under way. */
export function SubmitButton({
  variant = 'primary',
  name,
  value,
  ...rest
}: Omit<ButtonProps, 'type' | 'pending'>) {
  const { pending, data } = useFormStatus();
  const mine = name === undefined || data?.get(name) === value;
  return (
    <Button
      type="submit"
      variant={variant}
      pending={pending && mine}
      disabled={pending && !mine}
      name={name}
      value={value}
      {...rest}
    />
  );
}
