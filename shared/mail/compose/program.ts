/** What the mails say about the program, from the stage's settings and the program configuration. */
import type { ProgramNames } from '../../domain/config/mails.ts';
import type { ProgramConfig } from '../../domain/config/program-config.ts';

export type MailProgram = {
  /** The page on which partners renew; where the configuration has no address of its own for an action. */
  partnerCenterUrl: string;
  /** The address that the mails come from: the organizer of calendar entries. None: they name no organizer. */
  sender?: string | undefined;
} & Pick<ProgramConfig, 'timeZone' | 'names' | 'fees' | 'support' | 'actionUrls'>;

/** @param config - a whole program configuration, of which mails take a part */
export function mailProgramOf(config: ProgramConfig, partnerCenterUrl: string, sender: string): MailProgram {
  const { timeZone, names, fees, support, actionUrls } = config;
  return { partnerCenterUrl, sender, timeZone, names, fees, support, actionUrls };
}

/** The names in the public documents: of a program whose configuration has none. */
export const PUBLIC_NAMES: ProgramNames = {
  program: 'MPN',
  actionPack: {
    en: 'Microsoft Action Pack',
    'ko-KR': 'Microsoft Action Pack',
    'zh-CN': 'Microsoft Action Pack',
    'zh-TW': 'Microsoft 行動套件',
  },
};
