import { Controller, Get } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';

import { Who } from '../web/access.js';
import { VERSION } from '../web/tokens.js';
import { openApiOf } from './openapi.js';

/** The manual of the JSON interface, for programs; it tells nothing of any plan. */
@Controller('/api')
export class OpenApiController {
  private made: object | undefined;

  constructor(private readonly modules: ModulesContainer) {}

  @Get('openapi.json')
  @Who('anyone')
  manual(): object {
    this.made ??= openApiOf(
      [...this.modules.values()].flatMap(({ controllers }) =>
        [...controllers.values()].map(({ metatype }) => metatype as new () => object),
      ),
      VERSION,
    );
    return this.made;
  }
}
