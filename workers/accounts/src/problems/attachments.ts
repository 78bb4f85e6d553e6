import type { ProblemCatalogue } from '@keyline/kernel';

/** The problems of attachments. */
export const attachmentProblems = {
  'attachment.not_found': {
    status: 404,
    title: { en: 'No such attachment', 'zh-CN': '没有此附件' },
    detail: {
      en: 'There is no attachment with this id that you may see.',
      'zh-CN': '没有您可见的此编号附件。',
    },
  },
  'attachment.is_signed_text': {
    status: 409,
    title: { en: 'The signed text of a contract', 'zh-CN': '合同签署件' },
    detail: {
      en: 'A contract names this file as its signed text; it stays as long as the contract does.',
      'zh-CN': '该文件是合同的签署件，不可删除。',
    },
  },
  'attachment.subject_not_found': {
    status: 404,
    title: { en: 'No such record', 'zh-CN': '没有此记录' },
    detail: {
      en: 'There is no record of this type and id that you may see.',
      'zh-CN': '没有您可见的此类型和编号的记录。',
    },
  },
  'attachment.kind_not_accepted': {
    status: 422,
    title: { en: 'Not a kind of file that is accepted', 'zh-CN': '不接受此类文件' },
    detail: {
      en: 'By its content the file is no whole PDF, JPEG, PNG, DOCX or XLSX, or it is encrypted; its name does not matter.',
      'zh-CN': '从内容看，该文件不是完整的 PDF、JPEG、PNG、DOCX 或 XLSX，或已加密；与文件名无关。',
    },
  },
  'attachment.has_macros': {
    status: 422,
    title: { en: 'The file holds macros', 'zh-CN': '文件含有宏' },
    detail: {
      en: 'Office files that bring programs along are not accepted. Save it without macros.',
      'zh-CN': '不接受带有宏程序的 Office 文件，请另存为不含宏的格式。',
    },
  },
  'attachment.checksum_differs': {
    status: 422,
    title: { en: 'The file arrived otherwise', 'zh-CN': '文件校验不一致' },
    detail: {
      en: 'The content that arrived has the SHA-256 {sha256}. Send it again.',
      'zh-CN': '收到的内容的 SHA-256 为 {sha256}，请重新上传。',
    },
  },
  'attachment.no_such_range': {
    status: 416,
    title: { en: 'No such range', 'zh-CN': '请求的范围无效' },
    detail: {
      en: 'The file has no bytes in this range; Content-Range says how many it has.',
      'zh-CN': '文件没有该范围的内容，Content-Range 给出其总字节数。',
    },
  },
} as const satisfies ProblemCatalogue;
