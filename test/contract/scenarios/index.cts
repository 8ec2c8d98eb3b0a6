import type { Step } from '../scenario.cjs';
import { accounts } from './account.cjs';
import { automaticPix } from './automaticPix.cjs';
import { bills } from './bill.cjs';
import { boletos } from './boleto.cjs';
import { categories } from './category.cjs';
import { categoryRules } from './categoryRule.cjs';
import { connectTokens } from './connectToken.cjs';
import { connectors } from './connector.cjs';
import { consents } from './consent.cjs';
import { customRequests } from './customRequest.cjs';
import { enrichments } from './enrichment.cjs';
import { identities } from './identity.cjs';
import { insights } from './insight.cjs';
import { investments } from './investment.cjs';
import { items, itemsAtTheEnd, removal } from './item.cjs';
import { loans } from './loan.cjs';
import { merchants } from './merchant.cjs';
import { paymentCustomers } from './paymentCustomer.cjs';
import { paymentInstitutions } from './paymentInstitution.cjs';
import { paymentRecipients } from './paymentRecipient.cjs';
import { paymentRequests } from './paymentRequest.cjs';
import { paymentSchedules } from './paymentSchedule.cjs';
import { pixBiometricEnrollments } from './pixBiometricEnrollment.cjs';
import { smartTransfers } from './smartTransfer.cjs';
import { transactions } from './transaction.cjs';
import { webhooks } from './webhook.cjs';

/** Every operation against the sandbox, in the order in which one needs what another left. */
export const steps: Step[] = [
	...connectors,
	...items,
	...connectTokens,
	...accounts,
	...bills,
	...transactions,
	...investments,
	...loans,
	...identities,
	...merchants,
	...enrichments,
	...insights,
	...categories,
	...categoryRules,
	...webhooks,
	...customRequests,
	...paymentCustomers,
	...paymentInstitutions,
	...paymentRecipients,
	...paymentRequests,
	...paymentSchedules,
	...pixBiometricEnrollments,
	...smartTransfers,
	...boletos,
	...automaticPix,
	...itemsAtTheEnd,
	...consents,
	...removal,
];
