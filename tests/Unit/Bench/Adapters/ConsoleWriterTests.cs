using ChargerFirmware.Bench.Adapters;

namespace ChargerFirmware.Tests.Unit.Bench.Adapters;

public sealed class ConsoleWriterTests
{
    [Fact]
    public void Lines_are_printed_above_the_one_that_is_being_typed()
    {
        using var terminal = new StringWriter { NewLine = "\n" };
        using (var output = new ConsoleWriter(terminal))
        {
            output.WriteLine("first");
            output.ShowPrompt("> typed");
            output.WriteLine("second\u001b");
            output.LeavePrompt();
            output.LeavePrompt();
            output.WriteLine("third");
        }

        Assert.Equal("first\n> typed\r\u001b[Ksecond?\n> typed\nthird\n", terminal.ToString());
    }
}
