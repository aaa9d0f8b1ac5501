'use client';
import './globals.css';

/** Shown when even the frame of the screen failed: no provider is there, so both languages stand side by side. */
export default function GlobalError({ retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>Cardhour</title>
        <main className="mx-auto flex max-w-md flex-col items-center gap-3 px-4 py-24 text-center">
          <h1 className="text-lg font-semibold">
            Something went wrong on our side. <span lang="zh-CN">我们这边出了问题。</span>
          </h1>
          <p className="text-sm text-muted">
            Nothing you sent was half done. <span lang="zh-CN">您提交的内容不会只完成一半。</span>
          </p>
          <button
            type="button"
            onClick={() => retry()}
            className="h-8 rounded-md bg-accent px-3 text-sm font-medium text-on-accent"
          >
            Try again · <span lang="zh-CN">重试</span>
          </button>
        </main>
      </body>
    </html>
  );
}
