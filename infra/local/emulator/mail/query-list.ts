/** A list of the query protocol: `name.member.1`, `name.member.2`, … */
export function members(form: URLSearchParams, name: string): string[] {
  const values: string[] = [];
  for (let index = 1; form.has(`${name}.member.${index}`); index += 1)
    values.push(form.get(`${name}.member.${index}`) ?? '');
  return values;
}
