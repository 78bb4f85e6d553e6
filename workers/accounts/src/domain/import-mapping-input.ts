import { lineField } from '@keyline/kernel';

export const importMappingNameField = lineField(100, '集团客户系统导出');
