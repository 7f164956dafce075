using System.Text.Json;
using System.Text.Json.Nodes;
using ChargerFirmware.Composition;
using ChargerFirmware.Composition.Drivers;
using ChargerFirmware.Composition.Inspection;
using ChargerFirmware.Hardware.Adapters;
using Json.Schema;

namespace ChargerFirmware.Tests.Unit.Composition;

/// <summary>The boards that come with the repository, and their schema.</summary>
public sealed class BoardsTests
{
    private static readonly string s_folder = Path.Combine(Checkout.Root, "boards");
    private static readonly JsonNode s_written = JsonNode.Parse(BoardSchema.Write())!;
    private static readonly JsonSchema s_schema = JsonSchema.FromText(BoardSchema.Write());

    public static TheoryData<string> Names { get; } =
        [.. Directory.EnumerateFiles(s_folder, "*.json").Select(path => Path.GetFileName(path)).Where(name => name != "board.schema.json").Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_board_is_without_a_fault(string name)
    {
        var inspection = BoardInspection.Of(BoardFiles.Load(Path.Combine(s_folder, name)));

        Assert.Empty(inspection.Problems);
        Assert.Empty(inspection.Warnings);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_board_follows_the_schema(string name)
    {
        var board = JsonNode.Parse(File.ReadAllText(Path.Combine(s_folder, name)), documentOptions: s_withComments)!;

        Assert.Equal("board.schema.json", board["$schema"]!.GetValue<string>());
        Assert.Empty(SchemaCheck.Violations(s_schema, board));
    }

    /// <summary>A word that the draft does not have means nothing to an editor, and no editor says so.</summary>
    [Fact]
    public void The_schema_has_only_words_of_its_draft()
    {
        Assert.Equal(MetaSchemas.Draft7Id.OriginalString, s_written["$schema"]!.GetValue<string>());
        var draft = JsonSerializer.SerializeToNode(MetaSchemas.Draft7)!;
        draft["$id"] = "strict";
        draft["additionalProperties"] = false;

        Assert.Empty(SchemaCheck.Violations(JsonSchema.FromText(draft.ToJsonString()), s_written));
    }

    [Fact]
    public void The_schema_is_that_of_the_drivers()
    {
        var committed = File.ReadAllText(Path.Combine(s_folder, "board.schema.json"));

        Assert.True(
            committed == BoardSchema.Write(),
            "boards/board.schema.json is not what the drivers' options make of it. Write it anew: dotnet run --project src/Charger -- schema > boards/board.schema.json");
    }

    [Theory]
    [InlineData("\"pin\": 6", "\"pn\": 6")]
    [InlineData("\"pin\": 6, ", "")]
    [InlineData("\"pin\": 6", "\"pin\": \"6\"")]
    [InlineData("\"pin\": 6", "\"pin\": 4000")]
    [InlineData("\"pin\": 6", "\"pin\": 6, \"pull\": \"Up\"")]
    [InlineData("gpio-contact", "gpio-contract")]
    [InlineData("\"mfrc522\", \"bus\": \"spi\"", "\"mfrc522\"")]
    [InlineData("\"chipSelect\": 0", "\"chipSelect\": null")]
    [InlineData("\"cable\": \"socket\"", "\"cable\": \"fixed\"")]
    [InlineData(", \"maxPowerW\": 60000", "")]
    [InlineData("\"maxCurrentA\": 32", "\"maxCurrentA\": 32, \"maxPowerW\": 22000")]
    [InlineData("\"emergencyStop\"", "\"emergencystop\"")]
    public void The_schema_refuses_what_the_station_refuses(string right, string wrong)
    {
        Assert.Contains(right, TestBoard.Text, StringComparison.Ordinal);
        Assert.Empty(SchemaCheck.Violations(s_schema, JsonNode.Parse(TestBoard.Text)!));

        Assert.NotEmpty(SchemaCheck.Violations(s_schema, JsonNode.Parse(TestBoard.Text.Replace(right, wrong, StringComparison.Ordinal))!));
    }

    [Fact]
    public void Every_option_of_every_driver_is_described()
    {
        var drivers = DriverList.Buses.Select(driver => $"bus {driver.Name}").Concat(DriverList.Devices.Select(driver => $"device {driver.Name}"));

        Assert.Empty(drivers.SelectMany(driver => s_written["definitions"]![driver]!["properties"]!.AsObject()
            .Where(property => property.Value!["const"] is null && property.Value["description"] is null)
            .Select(property => $"{driver}: {property.Key} has no [Description]")));
    }

    private static readonly JsonDocumentOptions s_withComments = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
}
