/** What says that a sentence asks for something to be handed over: a deliverable of the phase. */
const DELIVERABLE =
  /(?:形成|建立|制定|编制|完善|出台|印发|汇总|提交|上报|报送|报)[^，。；]{0,30}(?:报告|清单|台账|档案|方案|总结|制度|机制|名单|目录|细则|办法|情况)/u;
/** What says that a sentence counts: '达到95%以上', '不少于30个', '完成率100%'. */
const INDICATOR =
  /(?:达到|达|不低于|不少于|不超过|至少|完成|控制在|提高到|力争)[^，。；]{0,20}?\d[\d.,]*\s*(?:%|％|‰|[个家户人名次项处件套台亿万千百元公里亩吨])|率[^，。；]{0,8}\d[\d.]*\s*[%％]/u;
const LONGEST = 120;
const MOST = 8;

/** The indicators and deliverables that a phase's text names, each as its own clause of the text; at most eight. */
export function outcomesOf(text: string): string[] {
  const clauses = text.split(/[。；;\n]|，(?=(?:并|同时|汇总|形成|建立|制定))/u).map((clause) => clause.trim());
  const found = clauses.filter((clause) => DELIVERABLE.test(clause) || INDICATOR.test(clause));
  return [...new Set(found.map((clause) => clause.slice(0, LONGEST)))].slice(0, MOST);
}
