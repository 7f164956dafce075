namespace ChargerFirmware.Bench.Language;

/// <summary>What somebody may have meant who wrote a word that is none.</summary>
public static class Spelling
{
    /// <returns>A question to put behind a refusal; nothing where no known word is like it.</returns>
    public static string DidYouMean(string word, IEnumerable<string> known)
    {
        ArgumentNullException.ThrowIfNull(word);
        var nearest = known
            .Select(candidate => (Word: candidate, Distance: Distance(word.ToUpperInvariant(), candidate.ToUpperInvariant())))
            .OrderBy(candidate => candidate.Distance).ThenBy(candidate => candidate.Word, StringComparer.Ordinal)
            .FirstOrDefault();
        return nearest.Word is not null && nearest.Distance <= Math.Max(1, nearest.Word.Length / 3) ? $"; did you mean {nearest.Word}?" : "";
    }

    /// <summary>How many letters are missing, too many, wrong, or swapped with their neighbour.</summary>
    private static int Distance(string left, string right)
    {
        // Nobody means a word of another size, and a line may be long.
        if (Math.Abs(left.Length - right.Length) > right.Length)
        {
            return int.MaxValue;
        }

        var distance = new int[left.Length + 1, right.Length + 1];
        for (var row = 0; row <= left.Length; row++)
        {
            for (var column = 0; column <= right.Length; column++)
            {
                distance[row, column] = row == 0 ? column
                    : column == 0 ? row
                    : Math.Min(
                        Math.Min(distance[row - 1, column], distance[row, column - 1]) + 1,
                        distance[row - 1, column - 1] + (left[row - 1] == right[column - 1] ? 0 : 1));
                if (row > 1 && column > 1 && left[row - 1] == right[column - 2] && left[row - 2] == right[column - 1])
                {
                    distance[row, column] = Math.Min(distance[row, column], distance[row - 2, column - 2] + 1);
                }
            }
        }

        return distance[left.Length, right.Length];
    }
}
