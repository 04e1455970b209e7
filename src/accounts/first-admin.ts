import { LINK_SECONDS, makeFirstAdminLink } from '../acts/accounts-links.js';
import { later, machineInstant } from '../clock.js';
import { isHttps, pageAddress, type Settings } from '../settings.js';
import { type Storage } from '../storage/doors.js';
import { paths } from '../web/paths.js';

/** What a start in live mode has to say: the way to the first account, where there is none, and a warning about plain http. */
export async function notesAtStart(storage: Storage, settings: Settings): Promise<string[]> {
  if (settings.mode !== 'live') return [];
  const at = machineInstant();
  const times = { at, expiresAt: later(at, LINK_SECONDS.firstAdmin) };
  const token = await storage.write((stores) => makeFirstAdminLink(stores, times));
  return [
    ...(token
      ? [
          '  还没有管理员账号。请在24小时内打开下面的一次性链接设立（再次启动会换新链接，旧的作废）：',
          `  ${pageAddress(settings)}${paths.firstAdmin(token)}`,
        ]
      : []),
    ...(isHttps(settings) ? [] : ['  注意：BASE_URL 不是 https，密码和内容在网络上没有加密；请在前面配置 TLS。']),
  ];
}
