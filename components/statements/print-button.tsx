'use client';
import { Printer } from 'lucide-react';
import { Button } from '../ui/button';

/** Opens the browser's print dialog, which also saves as PDF. */
export function PrintButton({ children }: { children: string }) {
  return (
    <Button variant="primary" onClick={() => window.print()}>
      <Printer aria-hidden />
      {children}
    </Button>
  );
}
