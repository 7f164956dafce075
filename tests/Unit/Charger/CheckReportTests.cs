using ChargerFirmware.Charger;
using ChargerFirmware.Hardware.Boards;

namespace ChargerFirmware.Tests.Unit.Charger;

public sealed class CheckReportTests
{
    [Theory]
    [InlineData("boards/mine.json", "$.devices.meter1.unit: expected more")]
    [InlineData("hardware/meters/eastron-sdm630.json", "hardware/meters/eastron-sdm630.json: $.devices.meter1.unit: expected more")]
    public void A_finding_names_the_file_that_is_wrong_where_it_is_not_the_board(string file, string expected)
    {
        Assert.Equal(expected, Finding.Of(new BoardException(file, "$.devices.meter1.unit", "expected more"), "boards/mine.json").ToString());
    }
}
