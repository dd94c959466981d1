/** A list of the query protocol: `name.member.1`, `name.member.2`, … */
export function members(form: URLSearchParams, name: string): string[] {
  const found: string[] = [];
  for (let index = 1; form.has(`${name}.member.${index}`); index += 1)
    found.push(form.get(`${name}.member.${index}`) ?? '');
  return found;
}
