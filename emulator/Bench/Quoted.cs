namespace ChargerFirmware.Bench;

/// <summary>Somebody's word in a message about it.</summary>
public static class Quoted
{
    private const int Longest = 60;

    /// <summary>Cut where it is long: nobody reads a thousand characters.</summary>
    public static string Short(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        return word.Length <= Longest ? word : $"{word.AsSpan(0, Longest)}...";
    }
}
