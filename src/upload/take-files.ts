import {
  type CallHandler,
  type ExecutionContext,
  HttpException,
  Injectable,
  type NestInterceptor,
  UseInterceptors,
} from '@nestjs/common';
import { FilesInterceptor } from '@nestjs/platform-express';
import { type Request } from 'express';
import { RuleBroken } from '../domain/errors.js';
import { LARGEST_FILE, MOST_FILES } from './limits.js';

/** A file as it came, before anything is believed of it. */
export interface GivenFile {
  originalname: string;
  buffer: Buffer;
}

/** A request whose files were taken in; `uploadFault` where they could not be. */
interface WithFiles extends Request {
  files: GivenFile[];
  uploadFault?: RuleBroken;
}

/** What a form's own words may come to, in bytes; a form that takes a whole document's text says more. */
const LONGEST_WORDS = 64 * 1024;

const optionsFor = (fieldSize: number) => ({
  limits: { fileSize: LARGEST_FILE, files: MOST_FILES, fields: 200, fieldSize, parts: 210 },
  defParamCharset: 'utf8',
});

/**
 * Lets a form bring files in `field`, kept in memory. What is too large or too many is no failure of the request: the
 * handler learns of it from `filesOf`, so that the page can be shown again.
 */
export function TakesFiles(field = 'files', longestWords = LONGEST_WORDS): MethodDecorator {
  const Multipart = FilesInterceptor(field, MOST_FILES, optionsFor(longestWords));
  @Injectable()
  class Forgiving implements NestInterceptor {
    private readonly multipart = new Multipart();

    async intercept(context: ExecutionContext, next: CallHandler) {
      try {
        return await this.multipart.intercept(context, next);
      } catch (error) {
        if (!(error instanceof HttpException)) throw error;
        context.switchToHttp().getRequest<WithFiles>().uploadFault = faultOf(error, field);
        return next.handle();
      }
    }
  }
  return UseInterceptors(Forgiving);
}

/** The files of a form; an input left empty brings none. Throws `RuleBroken` 'upload-size', 'upload-many', 'upload-words', 'upload-broken'. */
export function filesOf(request: Request): GivenFile[] {
  const { files, uploadFault } = request as WithFiles;
  if (uploadFault) throw uploadFault;
  return (files ?? []).filter(({ originalname, buffer }) => originalname !== '' || buffer.length > 0);
}

function faultOf(error: HttpException, field: string): RuleBroken {
  const facts = { field };
  const { code } = (error.cause ?? {}) as { code?: string };
  if (code === 'LIMIT_FILE_SIZE') return new RuleBroken('upload-size', facts);
  if (code === 'LIMIT_FIELD_VALUE') return new RuleBroken('upload-words');
  if (code === 'LIMIT_FILE_COUNT' || code === 'LIMIT_UNEXPECTED_FILE')
    return new RuleBroken('upload-many', { ...facts, most: MOST_FILES });
  return new RuleBroken('upload-broken', { ...facts, reason: '传送中断，没有收全' });
}
