'use client';
import { Monitor, Moon, Sun } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '../ui/button';
import { DropdownMenu, MenuChoices } from '../ui/dropdown-menu';
import { type Theme, themeOf } from './viewer';

function remember(name: string, value: string) {
  // biome-ignore lint/suspicious/noDocumentCookie: the cookie store API is missing in browsers we support
  document.cookie = `${name}=${value}; path=/; max-age=31536000; samesite=lax`;
}

/** Switches to the other language, named in that language. */
export function LanguageSwitch() {
  const router = useRouter();
  const [other, name] = useLocale() === 'zh' ? ['en', 'English'] : ['zh', '中文'];
  return (
    <Button
      variant="quiet"
      size="sm"
      lang={other}
      onClick={() => {
        remember('locale', other);
        router.refresh();
      }}
    >
      {name}
    </Button>
  );
}

/** Light, dark, or as the system says; remembered in a cookie so that the server paints it right at once. */
export function ThemeSwitch({ theme }: { theme: Theme }) {
  const t = useTranslations('shell.theme');
  const [chosen, setChosen] = useState(theme);
  const choose = (value: string) => {
    const next = themeOf(value);
    setChosen(next);
    remember('theme', next);
    if (next === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = next;
  };
  const Icon = { system: Monitor, light: Sun, dark: Moon }[chosen];
  return (
    <DropdownMenu
      trigger={
        <Button variant="quiet" size="sm" aria-label={`${t('title')}: ${t(chosen)}`} className="px-1.5!">
          <Icon aria-hidden />
        </Button>
      }
    >
      <MenuChoices
        label={t('title')}
        value={chosen}
        onValueChange={choose}
        options={[
          { value: 'system', label: t('system') },
          { value: 'light', label: t('light') },
          { value: 'dark', label: t('dark') },
        ]}
      />
    </DropdownMenu>
  );
}
