using Shouldly;
using Warehouse.Model.Star;
using Xunit;

namespace Warehouse.UnitTests.Yaml;

public sealed class SecretTests
{
    [Theory]
    [InlineData("password: hunter2")]
    [InlineData("PASSWORD: hunter2")]
    [InlineData("password: 12345")]
    [InlineData("db-password: hunter2")]
    [InlineData("private_key: hunter2")]
    [InlineData("private_key_passphrase: hunter2")]
    [InlineData("token: hunter2")]
    [InlineData("client_secret: hunter2")]
    [InlineData("api_key: hunter2")]
    [InlineData("url: \"postgres://u:hunter2@h/db\"")]
    [InlineData("connection: \"Host=h;Password=hunter2\"")]
    [InlineData("key: \"-----BEGIN PRIVATE KEY-----hunter2\"")]
    public void A_secret_in_clear_is_refused_and_nowhere_repeated(string setting)
    {
        var result = Minimal.Target(setting);

        var diagnostic = result.Diagnostics.ShouldHaveSingleItem();
        diagnostic.Code.ShouldBe("WH1029");
        $"{diagnostic}{result.Files.Single().Text}{result.Project}{ModelText.Of(result.Project!)}".ShouldNotContain("hunter2");
    }

    [Fact]
    public void A_secret_of_many_lines_is_masked_to_its_end()
    {
        var result = Minimal.With("targets:\n  t:\n    engine: x\n    private_key: |\n      -----BEGIN\n      hunter2\n      hunter3\n    host: h\n");
        result.Diagnostics.ShouldHaveSingleItem().Code.ShouldBe("WH1029");
        result.Files.Single().Text.ShouldNotContain("hunter");
        result.Files.Single().Text.ShouldContain("host: h");
    }

    [Fact]
    public void References_and_what_is_no_secret_are_kept()
    {
        var result = Minimal.Target("password: \"${env.PG_PW}\", token: \"${file:secrets/t}\", credentials: application_default, private_key_path: secrets/k.p8, port: 5432, ssl: true");
        result.Diagnostics.ShouldBeEmpty();
        result.Project!.Targets.Single().Settings.Select(s => s.Value switch
        {
            SettingValue.FromEnvironment env => $"{s.Key} env {env.Variable}",
            SettingValue.FromFile file => $"{s.Key} file {file.Path}",
            SettingValue.Text text => $"{s.Key} text {text.Value}",
            _ => "",
        }).ShouldBe(["password env PG_PW", "token file secrets/t", "credentials text application_default", "private_key_path text secrets/k.p8", "port text 5432", "ssl text true"]);
    }

    [Theory]
    [InlineData("${HOST}")]
    [InlineData("${env.}")]
    [InlineData("${env.A-B}")]
    [InlineData("x${env.A}")]
    [InlineData("${env.A}${env.B}")]
    [InlineData("${file:}")]
    [InlineData("${vault:a}")]
    [InlineData("${env.A")]
    public void Any_other_reference_is_refused(string value) =>
        Minimal.Target($"host: '{value}'").Diagnostics.ShouldHaveSingleItem().Code.ShouldBe("WH1030");

    [Theory]
    [InlineData("../secret")]
    [InlineData("/etc/passwd")]
    [InlineData("a/../../b")]
    [InlineData("~/x")]
    [InlineData("C:/x")]
    [InlineData("..\\\\x")]
    public void A_file_outside_the_project_is_refused(string path) =>
        Minimal.Target($"password: \"${{file:{path}}}\"").Diagnostics.ShouldHaveSingleItem().Code.ShouldBe("WH1027");

    [Theory]
    [InlineData("a/b")]
    [InlineData("./a")]
    [InlineData("a/../b")]
    [InlineData("a..b")]
    public void A_file_below_the_project_is_taken(string path) =>
        Minimal.Target($"password: \"${{file:{path}}}\"").Diagnostics.ShouldBeEmpty();
}
