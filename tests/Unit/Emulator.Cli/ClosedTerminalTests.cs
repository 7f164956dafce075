using ChargerFirmware.Bench.Adapters;

namespace ChargerFirmware.Tests.Unit.EmulatorCli;

/// <summary>A terminal that is closed under the program fails its readers and writers.</summary>
public sealed class ClosedTerminalTests
{
    [Fact]
    public void Reading_from_it_is_the_end_of_the_input() => Assert.Null(ConsoleInput.ReadLine(new ClosedReader()));

    [Fact]
    public void Writing_to_it_loses_the_line_and_nothing_else()
    {
        using var terminal = new ClosedWriter();
        using (var output = new ConsoleWriter(terminal))
        {
            output.WriteLine("first");
            output.WriteLine("second");
        }

        Assert.Equal(["first", "second"], terminal.Tried);
    }

    private sealed class ClosedReader : TextReader
    {
        public override string? ReadLine() => throw new IOException("Input/output error");
    }

    private sealed class ClosedWriter : StringWriter
    {
        public List<string?> Tried { get; } = [];

        public override void WriteLine(string? value)
        {
            Tried.Add(value);
            throw new IOException("Input/output error");
        }
    }
}
