using System.Globalization;
using System.Text;

namespace ChargerFirmware.Central.Stores;

/// <summary>
/// A text as it stands in a column: as it is, but for what no database takes or gives back: U+0000 and halves of surrogate pairs. They, and the
/// sign that marks them, stand as U+001B with four hexadecimal digits. What stations send is kept as it came, whatever it is.
/// </summary>
internal static class ColumnText
{
    private const char Mark = '\u001b';
    private const int Digits = 4;

    public static string Encode(string text)
    {
        var span = text.AsSpan();
        if (span.IndexOfAny('\0', Mark) < 0 && span.IndexOfAnyInRange('\ud800', '\udfff') < 0)
        {
            return text;
        }

        var encoded = new StringBuilder(text.Length + 16);
        for (var index = 0; index < text.Length; index++)
        {
            var letter = text[index];
            if (char.IsHighSurrogate(letter) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]))
            {
                encoded.Append(letter).Append(text[++index]);
            }
            else if (letter is '\0' or Mark || char.IsSurrogate(letter))
            {
                encoded.Append(Mark).Append(((int)letter).ToString("x4", CultureInfo.InvariantCulture));
            }
            else
            {
                encoded.Append(letter);
            }
        }

        return encoded.ToString();
    }

    public static string Decode(string column)
    {
        if (!column.Contains(Mark, StringComparison.Ordinal))
        {
            return column;
        }

        var text = new StringBuilder(column.Length);
        for (var index = 0; index < column.Length; index++)
        {
            if (column[index] == Mark && index + Digits < column.Length &&
                int.TryParse(column.AsSpan(index + 1, Digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            {
                text.Append((char)code);
                index += Digits;
            }
            else
            {
                text.Append(column[index]);
            }
        }

        return text.ToString();
    }
}
