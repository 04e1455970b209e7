/** A plan as a county writes it, with a name that is no unit, an undated phase and a unit that the demonstration knows. */
export const ISSUED_PLAN = [
  '白沙黎族自治县2021年禁毒工作实施方案',
  '为做好全县禁毒工作，制定本方案。',
  '一、工作措施',
  '（一）宣传教育。开展进校园活动，宣传率达到95%以上。（牵头单位：县教育局；责任单位：县民政局、各乡镇）',
  '（二）查缉毒品。加强路面查缉。（牵头单位：县公安局；责任单位：县交通运输局）',
  '二、实施步骤',
  '（一）动员部署（2021年3月31日前）。制定方案，建立工作台账。',
  '（二）组织实施。各单位按照分工抓好落实。',
  '',
].join('\n');
