import { describe, expect, it } from 'vitest';
import { feeOf } from '../../../../shared/domain/offers/fee.ts';
import { completeTerms } from '../../../../shared/domain/offers/terms.ts';

const FEES = {
  currency: 'EUR',
  amounts: [
    { offer: 'action-pack' as const, amount: '475' },
    { offer: 'competency' as const, level: 'silver' as const, amount: '1670.5' },
    { offer: 'competency' as const, level: 'gold' as const, amount: '4730' },
  ],
};
const pack = completeTerms({ offer: 'action-pack' });
const silver = completeTerms({ offer: 'competency', competency: 'Security', level: 'silver' });
const gold = completeTerms({ offer: 'competency', competency: 'DevOps', level: 'gold', learningOption: true });
const special = completeTerms({ offer: 'advanced-specialization', competency: 'Kubernetes' });

describe('the annual fee', () => {
  it('is that of the offer and level', () => {
    expect(feeOf([pack], FEES)).toEqual({ amount: '475', currency: 'EUR' });
    expect(feeOf([silver], FEES)).toEqual({ amount: '1670.5', currency: 'EUR' });
    expect(feeOf([gold], FEES)).toEqual({ amount: '4730', currency: 'EUR' });
  });

  it('R-MRG-4: is one for what is renewed together: that of the highest level', () => {
    expect(feeOf([silver, gold], FEES)).toEqual({ amount: '4730', currency: 'EUR' });
  });

  it('is not known where the configuration does not name it', () => {
    expect(feeOf([special], FEES)).toBeNull();
    expect(feeOf([pack], undefined)).toBeNull();
  });
});
