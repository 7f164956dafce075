using ChargerFirmware.Bench;
using ChargerFirmware.Bench.Scenarios;
using ChargerFirmware.Bench.Views;

namespace ChargerFirmware.Tests.Scenarios.Octt;

public sealed class PicsTests
{
    [Fact]
    public void The_answers_of_each_board_are_those_that_are_written_down()
    {
        var written = File.ReadAllText(Path.Combine(ScenarioTests.Folder, "..", "..", "boards", "PICS.md"));
        Assert.True(
            written == PicsTable.Write([.. Boards.Names.Select(Boards.Load)], ScenarioRun.Beginning),
            "boards/PICS.md is not what boards and stations say. Look at what changed, then write it anew: " +
            "dotnet run --project emulator/Emulator.Cli -- pics > boards/PICS.md");
    }

    [Theory]
    [InlineData("emulated", "connectors", "1: AC socket, 2: DC fixed")]
    [InlineData("emulated", "card reader", "shared")]
    [InlineData("emulated", "battery (UPS)", "no")]
    [InlineData("raspberry-pi-4-ac-socket", "battery (UPS)", "yes")]
    [InlineData("raspberry-pi-4-ac-socket", "cable lock", "1: yes")]
    [InlineData("raspberry-pi-4-simpleevse", "key UnlockConnectorOnEVSideDisconnect", "R, false")]
    [InlineData("raspberry-pi-4-simpleevse", "key SecurityProfile", "no")]
    public void A_board_answers_for_its_own_hardware(string board, string feature, string answer)
    {
        Assert.Equal(answer, BoardPics.Of(Boards.Load(board), ScenarioRun.Beginning).Rows.Single(row => row.Feature == feature).Answer);
    }
}
