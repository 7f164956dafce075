namespace ChargerFirmware.Tests.Repository;

/// <summary>Fails a test with every violation on a line of its own.</summary>
internal static class Violations
{
    public static void None(IEnumerable<string> violations, string advice)
    {
        var all = violations.ToArray();
        Assert.True(all.Length == 0, $"{advice}\n  {string.Join("\n  ", all)}");
    }
}
