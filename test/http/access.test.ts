import { holdAll } from '../support/rule.ts';
import { productSurface } from '../support/surface.ts';
import { accessRules } from './rules/access.ts';

const surface = await productSurface();

holdAll(surface, accessRules);
