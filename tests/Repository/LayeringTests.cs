namespace ChargerFirmware.Tests.Repository;

public sealed class LayeringTests
{
    private readonly Layers _layers = new(Layers.Picture);

    [Fact]
    public void Projects_reference_only_what_the_picture_shows() =>
        Violations.None(_layers.Breaches(Checkout.Projects), "The folders are the layering; a reference that is not drawn is not allowed.");

    [Theory]
    [InlineData("Emulator")]
    [InlineData("Network")]
    [InlineData("Central")]
    [InlineData("Central.Ocpp16")]
    [InlineData("Central.Stores")]
    [InlineData("Central.Cli")]
    [InlineData("Bench")]
    [InlineData("Emulator.Cli")]
    public void The_charger_reaches_nothing_of_the_emulator(string project)
    {
        // A unit in the field must not be able to run on a pretend contactor, nor open a fault-injection port.
        Assert.DoesNotContain(project, _layers.Reach("Charger"));
        Assert.DoesNotContain(project, Layers.Reached("Charger", Checkout.Projects));
    }

    [Fact]
    public void The_project_files_are_read_at_all() => Assert.Contains("Station", Layers.Reached("Charger", Checkout.Projects));

    [Fact]
    public void An_undrawn_reference_and_an_undrawn_project_are_found()
    {
        Project[] projects =
        [
            Sample("src/Charger/Charger.csproj", "../Composition/Composition.csproj", @"..\..\emulator\Bench\Bench.csproj"),
            Sample("src/Composition/Composition.csproj", "../EventLoop/EventLoop.csproj", "../Ocpp/Ocpp.csproj"),
            Sample("src/Cellar/Cellar.csproj"),
        ];

        Assert.Collection(
            _layers.Breaches(projects),
            breach => Assert.StartsWith("src/Charger/Charger.csproj references Bench;", breach, StringComparison.Ordinal),
            breach => Assert.Contains("src/Cellar/Cellar.csproj is not in the picture", breach, StringComparison.Ordinal));
        Assert.Contains("Bench", Layers.Reached("Charger", projects));
    }

    private static Project Sample(string path, params string[] references) => Project.Parse(
        path, $"<Project><ItemGroup>{string.Concat(references.Select(to => $"<ProjectReference Include=\"{to}\" />"))}</ItemGroup></Project>");
}
