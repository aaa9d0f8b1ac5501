'use server';
import { formAction } from '@/lib/http/action';
import { signUp } from '@/lib/services/identity/sign-up';

export const register = formAction({
  read: (form) => ({
    name: form.get('name'),
    email: form.get('email'),
    password: form.get('password'),
    registeredName: form.get('registeredName'),
    country: form.get('country'),
    registrationNumber: form.get('registrationNumber'),
    controllingGroup: form.get('controllingGroup') || null,
    street: form.get('street') ?? '',
    streetMore: form.get('streetMore') ?? '',
    city: form.get('city') ?? '',
    postalCode: form.get('postalCode') ?? '',
    buyer: form.get('buyer') === 'on',
    provider: form.get('provider') === 'on',
  }),
  verb: signUp,
});
