import { type DynamicModule, Module } from '@nestjs/common';
import { AssignmentsModule } from './assignments/assignments.module.js';
import { DemonstrationModule } from './demonstration/demonstration.module.js';
import { HealthModule } from './health/health.module.js';
import { OutboxModule } from './outbox/outbox.module.js';
import { AccountsModule } from './accounts/accounts.module.js';
import { PlansModule } from './plans/plans.module.js';
import { TEMPLATES } from './places.js';
import { type Program } from './program.js';
import { PeopleModule } from './people/people.module.js';
import { IntakesModule } from './intakes/intakes.module.js';
import { LettersModule } from './letters/letters.module.js';
import { ReportsModule } from './reports/reports.module.js';
import { AttachmentsModule } from './attachments/attachments.module.js';
import { MeasuresModule } from './measures/measures.module.js';
import { DeskModule } from './desk/desk.module.js';
import { DigestsModule } from './digests/digests.module.js';
import { ReviewsModule } from './reviews/reviews.module.js';
import { HistoryModule } from './history/history.module.js';
import { EscalationsModule } from './escalations/escalations.module.js';
import { ExtensionsModule } from './extensions/extensions.module.js';
import { InstructionsModule } from './instructions/instructions.module.js';
import { InspectionsModule } from './inspections/inspections.module.js';
import { RectificationsModule } from './rectifications/rectifications.module.js';
import { CorrectionsModule } from './corrections/corrections.module.js';
import { ApiModule } from './api/api.module.js';
import { HolidaysModule } from './holidays/holidays.module.js';
import { ForecastModule } from './forecast/forecast.module.js';
import { RulesModule } from './rules/rules.module.js';
import { PreviewsModule } from './previews/previews.module.js';
import { ScheduleModule } from './schedule/schedule.module.js';
import { UnitsModule } from './units/units.module.js';
import { WebModule } from './web/web.module.js';

/** The list of modules, nothing else. `ticking` is off in tests, which move the clock themselves. */
@Module({})
export class AppModule {
  static of(program: Program, ticking: boolean): DynamicModule {
    return {
      module: AppModule,
      imports: [
        WebModule.of({ ...program, templatesDir: TEMPLATES }),
        ScheduleModule.of(program.runner, ticking),
        PlansModule,
        IntakesModule,
        UnitsModule,
        AssignmentsModule,
        OutboxModule,
        PreviewsModule,
        AccountsModule,
        PeopleModule,
        ReportsModule,
        AttachmentsModule,
        LettersModule,
        MeasuresModule,
        DeskModule,
        DigestsModule,
        ReviewsModule,
        HistoryModule,
        EscalationsModule,
        ExtensionsModule,
        InstructionsModule,
        InspectionsModule,
        RectificationsModule,
        CorrectionsModule,
        RulesModule,
        ForecastModule,
        HolidaysModule,
        ApiModule,
        DemonstrationModule,
        HealthModule,
      ],
    };
  }
}
