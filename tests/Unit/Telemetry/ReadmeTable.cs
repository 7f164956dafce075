namespace ChargerFirmware.Tests.Unit.Telemetry;

/// <summary>A table of a README that is written from the code, and by whom it is written anew.</summary>
internal static class ReadmeTable
{
    private const string Variable = "CHARGER_WRITE_TABLES";
    private const string Command = $"{Variable}=1 dotnet run --project tests/Unit -- -class \"*TopicTests\" -class \"*InstrumentTests\"";

    /// <summary>The README has this table and no other with its head; when <see cref="Variable"/> is 1, it has it afterwards.</summary>
    /// <param name="head">The first line of the table.</param>
    public static void Check(string readme, string head, IEnumerable<string> rows)
    {
        var path = Path.Combine(Checkout.Root, readme);
        string[] table = [head, "|" + string.Concat(Enumerable.Repeat("---|", head.Count(letter => letter == '|') - 1)), .. rows];
        List<string> lines = [.. File.ReadAllText(path).Split('\n')];
        var start = lines.IndexOf(head);
        Assert.True(start >= 0, $"{readme} has no table with the head\n{head}");
        var length = lines.Skip(start).TakeWhile(line => line.StartsWith('|')).Count();
        if (lines.GetRange(start, length).SequenceEqual(table))
        {
            return;
        }

        Assert.True(Environment.GetEnvironmentVariable(Variable) == "1", $"The table in {readme} is not what the code says. This writes it anew:\n{Command}");
        lines.RemoveRange(start, length);
        lines.InsertRange(start, table);
        File.WriteAllText(path, string.Join('\n', lines));
    }
}
