import { limits } from '../../contract/limits.js';
import { cut } from '../../shared/cut.js';
import type { TrackedJob } from './tracked-job.js';

/** One line without anything that Markdown would interpret. */
export const plain = (text: string): string => text.replace(/\s+/g, ' ').replace(/[<>[\]*_`\\]/g, '\\$&');

/** A list item, because the UI (2.50) renders table cells without space between them. */
export function jobLine({ job, since }: TrackedJob): string {
  const name = job.link === undefined ? String(job.id) : `[${job.id}](<${job.link}>)`;
  const time = new Date(since).toISOString().slice(0, 19).replace('T', ' ');
  const robot = job.robot === undefined ? '' : ` on robot ${plain(job.robot)}`;
  const info = job.info === undefined ? '' : `: ${plain(cut(job.info, limits.shortTextCharacters))}`;
  return `- Job ${name}: **${plain(job.state)}** since ${time} UTC${robot}${info}`;
}
