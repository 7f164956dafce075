namespace ChargerFirmware.Tests.Repository;

/// <summary>One type of an API list.</summary>
/// <param name="Name">Kind and full name.</param>
/// <param name="Ancestry">The base class, then interfaces.</param>
/// <param name="Members">One line each; an enum's members one by one.</param>
internal sealed record ApiType(string Name, string[] Ancestry, string[] Members)
{
    /// <summary>Reads a list: a class line, then its members indented by two spaces.</summary>
    public static IReadOnlyList<ApiType> Parse(IEnumerable<string> lines)
    {
        var types = new List<ApiType>();
        foreach (var line in lines.Where(line => line.Length > 0))
        {
            if (!line.StartsWith("  ", StringComparison.Ordinal))
            {
                var sides = line.Split(" : ");
                types.Add(new ApiType(sides[0], sides.Length > 1 ? Items(sides[1]) : [], []));
                continue;
            }

            var type = types[^1];
            string[] members = type.Name.StartsWith("enum ", StringComparison.Ordinal) ? Items(line.Trim()) : [line.Trim()];
            types[^1] = type with { Members = [.. type.Members, .. members] };
        }

        return types;
    }

    /// <summary>Splits at commas outside of type arguments.</summary>
    private static string[] Items(string list)
    {
        var items = new List<string>();
        var (start, depth) = (0, 0);
        foreach (var (index, sign) in list.Index())
        {
            depth += sign switch { '<' => 1, '>' => -1, _ => 0 };
            if (sign == ',' && depth == 0)
            {
                items.Add(list[start..index].Trim());
                start = index + 1;
            }
        }

        return [.. items, list[start..].Trim()];
    }
}
