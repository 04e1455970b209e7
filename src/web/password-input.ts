import { type z } from 'zod';
import { passwordFault, type PasswordPolicy } from '../domain/passwords.js';
import { type Typed } from './forms.js';
import { wordsFor } from './messages.js';
import { secretNeeded } from './text-input.js';

/** A new password as a form takes it: twice, because nobody sees it. */
export const PASSWORD_TWICE = {
  password: secretNeeded('请填写新密码'),
  'password-again': secretNeeded('请再填一次新密码'),
};

/** A form with a new password whose faults are told together: a weak one, a second that differs, and whatever else is wrong. */
export function keepingPasswordRule<T extends z.ZodObject<typeof PASSWORD_TWICE>>(
  form: T,
  loginOf: (typed: Typed) => string,
  policy: PasswordPolicy,
): T {
  const faultOf = (given: Typed) => passwordFault(String(given['password']), loginOf(given), policy);
  return form
    .refine((given) => faultOf(given) === null, {
      path: ['password'],
      when: ({ value }) => isFilled(value, 'password'),
      error: ({ input }) => wordsFor('password-weak', { fault: faultOf(input as Typed) }).happened,
    })
    .refine((given) => (given as Typed)['password'] === (given as Typed)['password-again'], {
      path: ['password-again'],
      when: ({ value }) => isFilled(value, 'password') && isFilled(value, 'password-again'),
      error: wordsFor('password-again', {}).happened,
    });
}

const isFilled = (typed: unknown, name: string) => {
  const given = (typed as Typed | null)?.[name];
  return typeof given === 'string' && given !== '';
};
