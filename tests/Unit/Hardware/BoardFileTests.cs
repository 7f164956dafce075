using ChargerFirmware.Hardware.Boards;
using ChargerFirmware.Hardware.Adapters;
using ChargerFirmware.Hardware.Gpio;

namespace ChargerFirmware.Tests.Unit.Hardware;

/// <summary>The form of a board file; whether its drivers exist and its devices fit is tested with the composition.</summary>
public sealed class BoardFileTests
{
    private const string Board = """
        {
          "$schema": "board.schema.json",
          "identity": { "vendor": "V", "model": "M" },
          "buses": { "pins": { "driver": "gpio" } },
          "devices": { "relay": { "driver": "gpio-relay", "bus": "pins", "pin": 17 } },
          "station": { "door": "relay" },
          "connectors": [
            { "current": "ac", "cable": "socket", "contactor": "relay", "meter": "m", "controller": "c", "maxCurrentA": 16.5, "phases": 1 }
          ]
        }
        """;

    [Fact]
    public void A_board_is_buses_devices_and_roles()
    {
        var board = Parse(Board);

        Assert.Equal("V", board.Identity.Vendor);
        Assert.Equal(("gpio", null), (board.Buses["pins"].Driver, board.Buses["pins"].Bus));
        Assert.Equal(("gpio-relay", "pins", "$.devices.relay"), (board.Devices["relay"].Driver, board.Devices["relay"].Bus, board.Devices["relay"].Path));
        Assert.Equal(new StationRoles { Door = "relay" }, board.Station);
        Assert.Equal(
            new ConnectorRoles
            {
                Current = CurrentKind.Ac, Cable = CableKind.Socket, Contactor = "relay", Meter = "m", Controller = "c", MaxCurrentA = 16.5, Phases = 1,
            },
            Assert.Single(board.Connectors));
    }

    [Fact]
    public void Options_are_read_once_for_all_stations_on_a_board()
    {
        var relay = Parse(Board).Devices["relay"];

        Assert.Equal(17, relay.Options<GpioRelayOptions>().Pin);
        Assert.Same(relay.Options<GpioRelayOptions>(), relay.Options<GpioRelayOptions>());
    }

    [Fact]
    public void Parts_know_their_place_in_the_file()
    {
        var board = Parse(Board.Replace("\"devices\": {", "\"devices\": { \"first\": { \"driver\": \"d\" },", StringComparison.Ordinal));

        Assert.Equal((0, 1), (board.Devices["first"].Index, board.Devices["relay"].Index));
        Assert.Equal(0, board.Buses["pins"].Index);
    }

    [Fact]
    public void Comments_and_trailing_commas_are_welcome() => Assert.Equal("V", Parse(
        Board.Replace("\"vendor\"", "/* as on the plate */ \"vendor\"", StringComparison.Ordinal)
            .Replace("\"model\": \"M\"", "\"model\": \"M\", // and the model\n", StringComparison.Ordinal)
            .Replace("\"phases\": 1 }", "\"phases\": 1, },", StringComparison.Ordinal)).Identity.Vendor);

    [Fact]
    public void What_a_connector_does_not_say_has_its_default() =>
        Assert.Equal(3, Parse(Board.Replace(", \"phases\": 1", "", StringComparison.Ordinal)).Connectors[0].Phases);

    [Theory]
    [InlineData("\"identity\": {", "\"identity\": [", "line 3", "expected JSON")]
    [InlineData("\"vendor\": \"V\",", "\"vendor\": \"V\", \"vendor\": \"W\",", "$.identity.vendor", "stands here twice; expected it once")]
    [InlineData("\"phases\": 1", "\"phases\": 1, \"phases\": 3", "$.connectors[0].phases", "stands here twice; expected it once")]
    [InlineData("\"meter\": \"m\",", "\"meter\": \"m\"", "line 8", "expected JSON")]
    [InlineData("\"$schema\": \"board.schema.json\",", "\"busses\": {},", "$.busses", "unknown key; expected one of: $schema, identity, buses")]
    [InlineData("\"station\": { \"door\": \"relay\" },", "", "$.station", "missing; expected an object")]
    [InlineData("\"station\": { \"door\": \"relay\" }", "\"station\": []", "$.station", "expected an object, found a list")]
    [InlineData("\"door\"", "\"doors\"", "$.station.doors", "unknown key; expected one of: reader, emergencyStop, door, mains, signal, enableLine")]
    [InlineData("\"door\": \"relay\"", "\"door\": null", "$.station.door", "expected text, found null")]
    [InlineData("\"model\": \"M\"", "\"serialNumber\": \"1\"", "$.identity.model", "missing; expected text")]
    [InlineData("\"vendor\": \"V\"", "\"vendor\": 7", "$.identity.vendor", "expected text, found 7")]
    [InlineData("{ \"pins\": { \"driver\": \"gpio\" } }", "[]", "$.buses", "expected an object with one member a part")]
    [InlineData("{ \"driver\": \"gpio\" }", "17", "$.buses.pins", "expected an object")]
    [InlineData("{ \"driver\": \"gpio\" }", "{ }", "$.buses.pins.driver", "missing; expected the name of a driver")]
    [InlineData("\"driver\": \"gpio-relay\"", "\"driver\": 1", "$.devices.relay.driver", "expected text")]
    [InlineData("\"bus\": \"pins\"", "\"bus\": \"gpio\"", "$.devices.relay.bus", "no bus is called 'gpio'; expected one of: pins")]
    [InlineData("\"current\": \"ac\"", "\"current\": \"AC\"", "$.connectors[0].current", "expected one of: ac, dc, found \"AC\"")]
    [InlineData("\"cable\": \"socket\", ", "", "$.connectors[0].cable", "missing; expected one of: socket, fixed")]
    [InlineData("\"maxCurrentA\": 16.5", "\"maxCurrentA\": \"16\"", "$.connectors[0].maxCurrentA", "expected a number from 6 to 1000, found \"16\"")]
    [InlineData("\"maxCurrentA\": 16.5", "\"maxCurrentA\": 5", "$.connectors[0].maxCurrentA", "expected a number from 6 to 1000, found 5")]
    [InlineData("\"phases\": 1", "\"phases\": 1.5", "$.connectors[0].phases", "expected a whole number from 1 to 3, found 1.5")]
    public void What_is_wrong_is_reported_with_file_place_and_expectation(string right, string wrong, string path, string problem)
    {
        Assert.Contains(right, Board, StringComparison.Ordinal);

        var refusal = Assert.Throws<BoardException>(() => Parse(Board.Replace(right, wrong, StringComparison.Ordinal)));

        Assert.Equal("board.json", refusal.File);
        Assert.StartsWith(path, refusal.Path, StringComparison.Ordinal);
        Assert.Contains(problem, refusal.Problem, StringComparison.Ordinal);
        Assert.StartsWith("board.json: ", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "line 1")]
    [InlineData("a board", "line 1")]
    [InlineData("[]", "$")]
    [InlineData("null", "$")]
    public void What_is_no_object_is_no_board(string text, string path) =>
        Assert.Equal(path, Assert.Throws<BoardException>(() => Parse(text)).Path);

    [Fact]
    public void A_board_without_connectors_is_refused()
    {
        var start = Board.IndexOf('[', StringComparison.Ordinal);

        var refusal = Assert.Throws<BoardException>(() => Parse(Board[..start] + "[] }"));

        Assert.Equal(("$.connectors", "expected a list of at least one connector"), (refusal.Path, refusal.Problem));
    }

    [Fact]
    public void A_file_that_is_not_there_is_refused_by_its_name()
    {
        var path = Path.Combine(Path.GetTempPath(), "no such board.json");

        var refusal = Assert.Throws<BoardException>(() => BoardFiles.Load(path));

        Assert.Equal(path, refusal.File);
        Assert.StartsWith("cannot be read: ", refusal.Problem, StringComparison.Ordinal);
    }

    private static BoardFile Parse(string text) => BoardFile.Parse("board.json", text);
}
