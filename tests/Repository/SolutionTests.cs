using System.Text.RegularExpressions;

namespace ChargerFirmware.Tests.Repository;

public sealed partial class SolutionTests
{
    private static readonly string[] MustBeReadyForAot = ["src", "hardware"];

    [Fact]
    public void The_solution_holds_every_project_and_no_other()
    {
        var listed = ProjectLine().Matches(Checkout.Files.Single(file => file.Path == "ChargerFirmware.sln").Text)
            .Select(match => match.Groups["path"].Value.Replace('\\', '/')).Order(StringComparer.Ordinal);

        Assert.Equal(Checkout.Projects.Select(project => project.Path).Order(StringComparer.Ordinal), listed);
    }

    [Fact]
    public void Package_versions_stand_in_one_place() =>
        Violations.None(
            Checkout.Files
                .Where(file => file.Extension is ".csproj" or ".props" or ".targets" && file.Name != "Directory.Packages.props")
                .SelectMany(file => Project.Parse(file.Path, file.Text).Packages
                    .Where(package => package.Attribute("Version") is not null || package.Element("Version") is not null
                        || package.Attribute("VersionOverride") is not null)
                    .Select(package => $"{file.Path}: {package.Attribute("Include")?.Value}")),
            "Move the version to Directory.Packages.props.");

    [Fact]
    public void What_goes_to_the_field_is_ready_for_ahead_of_time_compilation() =>
        Violations.None(
            Checkout.Projects
                .Where(project => MustBeReadyForAot.Contains(project.Group) && project.Property("IsAotCompatible") != "true")
                .Select(project => project.Path),
            "Set <IsAotCompatible>true</IsAotCompatible>.");

    [Fact]
    public void A_project_is_named_by_its_folder() =>
        Violations.None(
            Checkout.Projects
                .Where(project => Path.GetFileName(Path.GetDirectoryName(project.Path)) != project.Name
                    || project.Path.Split('/').Length != 3)
                .Select(project => project.Path),
            "Folder = project = namespace, one level under src, hardware, emulator or tests.");

    [GeneratedRegex(@"= ""[^""]+"", ""(?<path>[^""]+\.csproj)""")]
    private static partial Regex ProjectLine();
}
