import { holdAll } from '../support/rule.ts';
import { productSurface } from '../support/surface.ts';
import { successRules } from './rules/success.ts';

const surface = await productSurface();

holdAll(surface, successRules);
