namespace ChargerFirmware.Tests.Repository;

public sealed class SourceTests
{
    private static readonly char[] NotInWords = [.. Enumerable.Range(0, 128).Select(code => (char)code).Where(letter => !char.IsAsciiLetterOrDigit(letter) && letter != '_')];

    private static readonly TextFile[] Product = [.. Checkout.CSharp.Where(file => file.IsUnder(Checkout.ProductFolders))];

    private static readonly ILookup<string, string> Words = Product
        .SelectMany(file => References.NotCode().Replace(file.Text, "").Split(NotInWords).Distinct().Select(word => (Word: word, file.Path)))
        .ToLookup(entry => entry.Word, entry => entry.Path);

    [Fact]
    public void No_file_is_named_for_anything_and_everything() =>
        Violations.None(Checkout.CSharp.SelectMany(SourceRules.VagueName), "Manager, Helper and Util name nothing.");

    [Fact]
    public void A_file_holds_one_type_and_has_its_name() =>
        Violations.None(
            Checkout.CSharp.SelectMany(file => SourceRules.Types(file, type => Words[type].Any(path => path != file.Path))),
            "One top-level type a file, with the file's name, and with it those of a few lines that only it uses.");

    [Fact]
    public void A_namespace_is_the_folders_path() =>
        Violations.None(Checkout.CSharp.SelectMany(SourceRules.Namespace), "Folder = project = namespace.");

    [Fact]
    public void Files_and_lines_stay_readable() =>
        Violations.None(Product.SelectMany(SourceRules.Length), "Split it by what it is about, not by size.");

    [Fact]
    public void No_enum_is_read_by_the_name_of_another() =>
        Violations.None(Product.SelectMany(SourceRules.EnumByName), "Map it by a switch with an arm for each value: src/Station.Ocpp16/Mapping.");

    [Theory]
    [InlineData("src/Station/ConnectorManager.cs", 1)]
    [InlineData("src/Station/TimeUtils.cs", 1)]
    [InlineData("src/Station/UtilizationMeter.cs", 0)]
    public void Vague_names_are_found(string path, int expected) =>
        Assert.Equal(expected, SourceRules.VagueName(new TextFile(path, "")).Count());

    [Theory]
    [InlineData("Relay.cs", "public sealed class Relay\n", 0)]
    [InlineData("Relay.cs", "public sealed class Contactor\n", 1)]
    [InlineData("Relay.cs", "public sealed class Relay\n{\n}\n\npublic enum Level\n{\n    Low,\n}\n", 0)]
    [InlineData("Relay.cs", "public sealed class Relay\n{\n}\n\npublic enum Shared\n{\n    Low,\n}\n", 1)]
    [InlineData("Relay.cs", "public sealed class Relay\n{\n}\n\npublic enum Level\n{\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n    Low,\n}\n", 1)]
    [InlineData("Relay.cs", "public sealed class Relay\n{\n}\n\nfile sealed class Level\n", 0)]
    [InlineData("Relay.cs", "public record Relay(int Pin);\n\ninternal partial class RelayJson : JsonSerializerContext;\n", 0)]
    [InlineData("Result{T}.cs", "public readonly record struct Result<T>(T Value);\n", 0)]
    [InlineData("Result.cs", "public delegate Task<int> Result(int value);\n", 0)]
    [InlineData("Loop.Timers.cs", "public partial class Loop\n", 0)]
    [InlineData("Program.cs", "return 0;\n", 0)]
    public void Types_that_do_not_fit_their_file_are_found(string name, string text, int expected) =>
        Assert.Equal(expected, SourceRules.Types(new TextFile($"src/Station/{name}", text), type => type == "Shared").Count());

    [Theory]
    [InlineData("src/EventLoop/Adapters/ThreadLoop.cs", "ChargerFirmware.EventLoop.Adapters", 0)]
    [InlineData("src/EventLoop/Adapters/ThreadLoop.cs", "ChargerFirmware.EventLoop", 1)]
    [InlineData("src/Station.Ocpp16/Core/ResetHandler.cs", "ChargerFirmware.Station.Ocpp16.Core", 0)]
    [InlineData("tests/Unit/Station/ResetTests.cs", "ChargerFirmware.Tests.Unit.Station", 0)]
    [InlineData("tests/Unit/Station/ResetTests.cs", "ChargerFirmware.Unit.Station", 1)]
    public void A_namespace_beside_its_folder_is_found(string path, string name, int expected) =>
        Assert.Equal(expected, SourceRules.Namespace(new TextFile(path, $"namespace {name};\n")).Count());

    [Theory]
    [InlineData("src/Station.Ocpp16/Stop.cs", "Enum.Parse<Reason>(reason.ToString())", 1)]
    [InlineData("src/Station.Ocpp16/Stop.cs", "Enum.TryParse<Reason>(text, out var reason)", 1)]
    [InlineData("src/Station.Ocpp16/Stop.cs", "StopReasons.Write(reason)", 0)]
    [InlineData("emulator/Bench/Words.cs", "Enum.Parse<Reason>(reason.ToString())", 1)]
    [InlineData("emulator/Bench/Words.cs", "[.. Enum.GetNames<Phase>().Select(Enum.Parse<Other>)]", 1)]
    [InlineData("emulator/Bench/Words.cs", "Enum.Parse<Reason>(word)", 0)]
    public void An_enum_that_is_read_by_the_name_of_another_is_found(string path, string line, int expected) =>
        Assert.Equal(expected, SourceRules.EnumByName(new TextFile(path, line + "\n")).Count());

    [Fact]
    public void Long_files_and_long_lines_are_found()
    {
        var lines = Enumerable.Repeat("//", SourceRules.LongestFile).Append(new string('/', SourceRules.LongestLine + 1));

        Assert.Equal(2, SourceRules.Length(new TextFile("src/Station/Long.cs", string.Join('\n', lines))).Count());
        Assert.Empty(SourceRules.Length(new TextFile("src/Station/Fits.cs", string.Join('\n', lines.Take(SourceRules.LongestFile)))));
    }
}
