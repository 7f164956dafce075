namespace ChargerFirmware.Central;

/// <summary>What strangers write, as far as it is kept or shown.</summary>
public static class Text
{
    /// <summary>Of what they call something; names and tags of the standard are shorter.</summary>
    public const int MaxWordLength = 100;

    /// <summary>The beginning of it, marked where something is missing.</summary>
    public static string Shortened(string text, int maxLength = MaxWordLength) =>
        text.Length <= maxLength ? text : FormattableString.Invariant($"{text[..maxLength]}... ({text.Length} characters)");
}
