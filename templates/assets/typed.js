// Saving one form of a page leads to the page anew: what is typed in its other forms is put back. Without it they are saved one by one.
const place = `typed ${location.pathname.replace(/\/(?:acts|activation)$/, '')}`;
const forms = [...document.querySelectorAll('form.sheet-form')];
const fieldsOf = (form) => [...form.elements].filter(({ name, type }) => name && !['hidden', 'submit', 'file'].includes(type));
const written = (field) => (field.type === 'checkbox' || field.type === 'radio' ? field.checked : field.value);
const given = (field) => {
  if (field.type === 'checkbox' || field.type === 'radio') return field.defaultChecked;
  if (!field.options) return field.defaultValue;
  const options = [...field.options];
  return (options.find((option) => option.defaultSelected) ?? options[0])?.value;
};
// A form is known again by its act and by what stood in it: its place in the list may be another.
const nameOf = (form) =>
  JSON.stringify([form.elements.namedItem('act')?.value, ...fieldsOf(form).map((field) => [field.name, given(field)])]);

let kept = [];
try {
  kept = JSON.parse(sessionStorage.getItem(place) ?? '[]');
  sessionStorage.removeItem(place);
} catch {
  // Where nothing may be stored nothing is put back.
}
for (const { name, typed } of kept) {
  const form = forms.find((one) => nameOf(one) === name);
  if (!form) continue;
  for (const [at, field] of fieldsOf(form).entries())
    if (typeof typed[at] === 'boolean') field.checked = typed[at];
    else field.value = typed[at];
  form.closest('details')?.setAttribute('open', '');
  form.querySelector('.send')?.insertAdjacentHTML('beforeend', '<small> 尚未保存</small>');
}
let isWarned = false;
document.addEventListener('submit', (event) => {
  const { target } = event;
  const others = forms.filter((form) => form !== target && fieldsOf(form).some((field) => written(field) !== given(field)));
  // What leads away from the page leads to no page on which the rest is put back: the first time it only says so.
  if (target.hasAttribute('data-leaves') && others.length > 0 && !isWarned) {
    isWarned = true;
    event.preventDefault();
    for (const form of others) form.closest('details')?.setAttribute('open', '');
    const said = `<p class="error" role="alert">还有${others.length}处修改没有保存，已展开，请先保存；不要这些修改的，再按一次。</p>`;
    target.querySelector('.send')?.insertAdjacentHTML('beforebegin', said);
    return;
  }
  const typed = others.map((form) => ({ name: nameOf(form), typed: fieldsOf(form).map(written) }));
  try {
    sessionStorage.setItem(place, JSON.stringify(typed));
  } catch {
    // As above.
  }
});
